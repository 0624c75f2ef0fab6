"""Wallonia: the decree of 8 February 2018 and, for children born before 2020, the federal amounts it keeps alive."""
