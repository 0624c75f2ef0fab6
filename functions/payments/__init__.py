"""Payments: decisions, the monthly run, payment files and their release."""
