"""The `kroost` command: one file a subcommand, loaded only when it is called. Not shipped to Lambda."""
