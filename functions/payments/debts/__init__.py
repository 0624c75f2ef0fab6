"""Debts: what a family was paid too much, from the draft it is shown to the last cent, each step named."""
