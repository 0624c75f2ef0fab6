"""The formats that are known, by root element."""

from collections.abc import Mapping

from functions.government.xml import (
    career,
    career_break,
    child_benefit,
    disability_file,
    enrolment,
    flemish_disability_file,
    household,
    indemnity,
    living_wage,
    person,
    quarterly_declaration,
    social_status,
    tax_assessment,
    work_relations,
)
from functions.government.xml.known_service import Service

SERVICES: Mapping[str, Service] = {
    service.root: service
    for adapter in (
        household, person, quarterly_declaration, work_relations, career, career_break, indemnity, tax_assessment,
        social_status, living_wage, enrolment, disability_file, flemish_disability_file, child_benefit,
    )
    for service in adapter.SERVICES
}  # fmt: skip
