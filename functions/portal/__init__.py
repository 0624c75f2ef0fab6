"""My file: what a signed-in person sees and does, for themselves and for those they may act for."""
