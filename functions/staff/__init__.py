"""Members of staff: sign-in by the fund's own provider, sessions, and what each role may do."""
