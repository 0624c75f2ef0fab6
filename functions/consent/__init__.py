"""Cookie choices and their proof: append-only records of a random id, never of a person."""
