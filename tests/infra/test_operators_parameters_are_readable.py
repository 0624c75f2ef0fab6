"""A parameter that an operator sets is readable by exactly the functions whose code asks for it."""

from functions.messages.carriers import PARAMETER as POST
from functions.payments.fund_accounts import PARAMETER as FUND_ACCOUNTS
from functions.register.access import function_names
from functions.sign_in.sign_in_settings import PARAMETER as SIGN_IN
from infra.operator_parameters import READ_BY
from tests.infra.synthesis import Synthesis
from tests.infra.test_roles_follow_the_register import actions_on


def test_only_the_functions_that_read_a_parameter_may_read_it(prod: Synthesis) -> None:
    assert set(READ_BY) == {FUND_ACCOUNTS, POST, SIGN_IN}
    for name, readers in READ_BY.items():
        arn = f"arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/kroost/prod/{name}"
        granted = {function for function in function_names() if arn in actions_on(prod, function, "ssm")}
        assert granted == set(readers)


def test_no_template_sets_what_only_an_operator_knows(local: Synthesis, prod: Synthesis) -> None:
    for synthesis in (local, prod):
        names = {str(each.properties["Name"]).rsplit("/", 1)[1] for each in synthesis.of("AWS::SSM::Parameter")}
        assert not names & set(READ_BY)
