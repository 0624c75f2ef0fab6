"""The outbox: rows that ask for what comes next become messages, once each row is written and until it is sent."""
