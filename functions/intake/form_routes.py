"""The three forms: address, model, rules between members, and the record that each is kept as."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from functions.intake import form_rules
from functions.intake.application_form import ApplicationForm
from functions.intake.family_form import FamilyForm
from functions.intake.interest_form import InterestForm
from functions.intake.submission import ApplicationSubmission, FamilySubmission, InterestSubmission, Submission
from functions.register.held import HeldRecord
from functions.runtime.problem import MemberError

type Rule = Callable[[Mapping[str, object]], Iterable[MemberError]]


@dataclass(frozen=True, slots=True)
class FormRoute:
    """One form."""

    path: str
    form: type[HeldRecord]
    kept_as: type[Submission]
    rules: tuple[Rule, ...]
    page_fields: tuple[str, ...] = ()
    mend: Callable[[dict[str, object]], None] | None = None
    number: str | None = None

    def submission(self, form: HeldRecord) -> Submission:
        """Return the checked form as the record that is sealed; its members were checked a moment ago."""
        return self.kept_as.model_construct(**dict(form))


FAMILIES = FormRoute(
    "/api/forms/families",
    FamilyForm,
    FamilySubmission,
    (
        form_rules.birth_or_expected,
        form_rules.work_of_people_on_the_form,
        form_rules.one_number_each,
        form_rules.belgian_postal_code,
    ),
    page_fields=("children_shown", "add_child"),
    mend=form_rules.drop_unsaid_work,
    number="national_register_act",
)
INTERESTS = FormRoute(
    "/api/forms/interests", InterestForm, InterestSubmission, (form_rules.reachable, form_rules.topics_once)
)
APPLICATIONS = FormRoute(
    "/api/forms/applications",
    ApplicationForm,
    ApplicationSubmission,
    (form_rules.belgian_postal_code, form_rules.jobs_in_order),
)
FORM_ROUTES = (FAMILIES, INTERESTS, APPLICATIONS)
