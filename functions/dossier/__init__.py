"""The family's file: persons, dated facts with their origin, the account that is paid."""
