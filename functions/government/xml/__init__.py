"""Answers of government services in XML: read by streaming, made into the notifications that JSON carries."""
