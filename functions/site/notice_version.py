"""The version of the public notice: the digest of the compiled register, from which the notice is generated."""

from functools import cache
from hashlib import sha256
from importlib.resources import files


@cache
def notice_version() -> str:
    """Return the digest under which a receipt names the notice that was in force."""
    content = files("functions.register").joinpath("compiled.json").read_bytes()
    return "sha256:" + sha256(content).hexdigest()
