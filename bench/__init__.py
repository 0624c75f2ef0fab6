"""Measurements against yardsticks of the same run: ratios and counts, never absolute times."""
