"""Properties of the public door."""
