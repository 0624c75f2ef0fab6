"""Measurements against other engines, each in an environment of its own; an optional job."""
