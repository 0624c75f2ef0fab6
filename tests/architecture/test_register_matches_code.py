"""What the register says of the rooms is what the rooms do: flows, legal contexts, cookie purposes and roles."""

from functions.consent.choice import KINDS
from functions.government.flow import Flow
from functions.government.legal_context import legal_contexts
from functions.government.make_fact import kinds_of
from functions.sign_in.staff_member import known_roles
from tools.compile_register import load_register

REGISTER = load_register()


def test_a_delivery_comes_in_under_the_legal_contexts_of_the_register_alone() -> None:
    """Given the contexts that the door lets in, then they are those of flows.yaml, flow by flow."""
    assert {flow.legal_context: Flow(name) for name, flow in REGISTER.flows.items()} == legal_contexts()


def test_the_register_says_which_flows_become_facts() -> None:
    """Given the flows, then the notice calls all of them built, each with the categories of the facts it becomes."""
    kept = {flow.value: {one for kind in kinds_of(flow).values() for one in kind.categories()} for flow in Flow}
    assert {name: set(flow.categories) for name, flow in REGISTER.flows.items() if flow.built} == kept


def test_the_cookie_choice_has_the_purposes_of_the_register() -> None:
    """Given the four choices of the consent route, then they are those of cookies.yaml, in their order."""
    assert tuple(REGISTER.cookies) == KINDS


def test_every_role_of_the_register_serves_a_purpose() -> None:
    """Given the roles with names in four languages, then a purpose names each."""
    assert set(REGISTER.roles) == known_roles()
