"""Flanders: the Groeipakket, decree of 27 April 2018, in force since 1 January 2019."""
