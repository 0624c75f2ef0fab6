"""The routes of the door: which path goes to which function, and how many requests a second each takes.

Only what is built stands here. A known path with another method goes to the same function, which answers 405; every
other path goes to the site, which answers with a page or with 404.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A token bucket of one route for everybody together: requests a second, and how many at once."""

    rate: int
    burst: int


FORMS = Limit(50, 200)
SMALL = Limit(100, 400)
SIGN_IN = Limit(10, 40)
STAFF = Limit(50, 200)
PAGES = Limit(200, 800)


@dataclass(frozen=True, slots=True)
class Route:
    """One path template with the method that the contract names; `ANY` leaves methods to the function."""

    method: str
    path: str
    function: str
    limit: Limit


ROUTES = (
    Route("POST", "/api/forms/families", "intake-api", FORMS),
    Route("POST", "/api/forms/interests", "intake-api", FORMS),
    Route("POST", "/api/forms/applications", "intake-api", FORMS),
    Route("GET", "/api/forms/{receipt}", "intake-api", SMALL),
    Route("POST", "/api/consents", "consent-api", SMALL),
    Route("GET", "/api/consents/{consent}", "consent-api", SMALL),
    Route("GET", "/api/consents/{consent}/receipt", "consent-api", SMALL),
    Route("POST", "/api/measurements", "consent-api", SMALL),
    Route("POST", "/api/what-if", "what-if-api", SMALL),
    Route("GET", "/api/notice", "site", PAGES),
    Route("GET", "/api/keys", "site", PAGES),
    Route("GET", "/api/openapi.json", "site", PAGES),
    Route("GET", "/api/health", "site", PAGES),
    Route("GET", "/api/sign-in/{provider}", "sign-in", SIGN_IN),
    Route("GET", "/api/sign-in/return", "sign-in", SIGN_IN),
    Route("GET", "/api/sign-in/keys", "sign-in", SIGN_IN),
    Route("POST", "/api/sign-out", "sign-in", SIGN_IN),
    Route("GET", "/api/session", "portal-api", SMALL),
    Route("GET", "/my-file", "portal-api", SMALL),
    Route("GET", "/api/me/money", "portal-api", SMALL),
    Route("GET", "/api/me/messages", "portal-api", SMALL),
    Route("ANY", "/api/me/account", "portal-api", SMALL),
    Route("ANY", "/api/me/debts/{proxy+}", "portal-api", SMALL),
    Route("GET", "/api/message-codes/{code}", "portal-api", SMALL),
    Route("ANY", "/api/me/requests", "rights-api", SMALL),
    Route("ANY", "/api/me/requests/{proxy+}", "rights-api", SMALL),
    Route("ANY", "/api/me/contact", "rights-api", SMALL),
    Route("GET", "/api/statistics/rights", "rights-api", SMALL),
    Route("ANY", "/api/staff/{proxy+}", "staff-api", STAFF),
    Route("ANY", "/api/{proxy+}", "site", PAGES),
    Route("ANY", "/", "site", PAGES),
    Route("ANY", "/{proxy+}", "site", PAGES),
)
# Paths whose bodies are people's own words: rules that look for attacks in text would refuse honest sentences there.
FREE_TEXT = ("/api/forms", "/api/what-if", "/api/staff", "/api/me")


def served_functions() -> tuple[str, ...]:
    """Return the functions that stand behind the door, sorted."""
    return tuple(sorted({route.function for route in ROUTES}))
