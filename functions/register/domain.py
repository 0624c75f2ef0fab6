"""Key domains: (audience, category). One KMS key and one root per domain (architecture, section 5).

Values are stored (in key wraps and associated data): only add.
"""

from enum import StrEnum

from functions.register.category import Category


class Audience(StrEnum):
    """Whose data a subject holds; fixed at the subject's birth."""

    FAMILY = "family"
    INTAKE = "intake"
    PROSPECT = "prospect"
    APPLICANT = "applicant"
    FILE = "file"
    CASE = "case"


class Domain(StrEnum):
    """What one KMS key and one root protect."""

    IDENTIFICATION = "identification"
    CONTACT = "contact"
    FAMILY = "family"
    PERSONAL = "personal"
    EDUCATION_PROFESSION = "education_profession"
    FINANCIAL = "financial"
    MEDICAL_PSYCHOSOCIAL = "medical_psychosocial"
    JUDICIAL = "judicial"
    USAGE = "usage"
    AUDIT = "audit"
    INTAKE = "intake"
    PROSPECT = "prospect"
    APPLICANT = "applicant"
    FILE = "file"
    CASE = "case"
    HOLD = "hold"
    RESTRICTED = "restricted"


FAMILY_DOMAINS = tuple(Domain(category.value) for category in Category if category is not Category.AUDIT)


def birth_domains(audience: Audience) -> tuple[Domain, ...]:
    """Return the domains of which every subject of this audience gets a symmetric key at birth.

    The *audit* pair comes on top for every audience; *hold* and *restricted* keys are made when they are needed.
    """
    if audience is Audience.FAMILY:
        return FAMILY_DOMAINS
    return (Domain(audience.value),)


def domain_for(audience: Audience, category: Category) -> Domain:
    """Return the domain under which a category of this audience is sealed."""
    if audience is Audience.FAMILY:
        return Domain(category.value)
    return Domain(audience.value)
