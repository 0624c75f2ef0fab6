"""The public pages and documents: one origin with the API, no script needed, no third party."""
