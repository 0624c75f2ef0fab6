"""Sign-in of citizens and staff by OpenID Connect, their sessions, and the guard of every route that needs one."""
