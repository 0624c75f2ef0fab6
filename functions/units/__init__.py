"""Months, money and time as types. Standard library only; every room may import it."""
