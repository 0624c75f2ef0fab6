"""Synthetic Belgian families: seeded, with numbers that belong to nobody, told as forms and as government drops.

Made apart from `functions` on purpose: what checks a number there is tested by what makes it here.
"""
