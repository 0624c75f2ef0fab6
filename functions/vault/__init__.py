"""The only door to personal data: subjects and keys, sealing, look-ups, ledger, commit and read, gates."""
