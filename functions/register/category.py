"""The categories of personal data: the statement's eight, and the two that the system itself makes.

Values are stored: only add.
"""

from enum import StrEnum


class Category(StrEnum):
    """One kind of personal data of the public statement (P-1 to P-8), or of the system's own records."""

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
