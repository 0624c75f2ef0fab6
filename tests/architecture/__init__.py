"""Promises about the shape of the code itself: floors, names, goals, decision records."""
