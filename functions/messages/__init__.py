"""Messages to people: exactly one for each event, in a lawful language, by a way that reaches them."""
