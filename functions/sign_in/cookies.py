"""The two cookies of sign-in. `__Host-` binds them to this host and to HTTPS; no script reads them.

They are `Secure` in every stage: browsers and curl count loopback as secure, so the laptop needs no exception.
"""

from datetime import timedelta

SESSION, BEGUN = "__Host-session", "__Host-sign-in"


def set_cookie(name: str, value: str, age: timedelta) -> str:
    """Return the header that sets a cookie for some time."""
    return f"{name}={value}; Path=/; Max-Age={int(age.total_seconds())}; Secure; HttpOnly; SameSite=Lax"


def clear_cookie(name: str) -> str:
    """Return the header that takes a cookie away."""
    return f"{name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"
