"""A parameter that an operator sets is readable by exactly the functions whose code asks for it."""

from functions.payments.fund_accounts import PARAMETER as FUND_ACCOUNTS
from functions.payments.fund_accounts import read_fund_account
from functions.register.access import function_names
from functions.staff.sign_in_settings import PARAMETER as SIGN_IN
from infra.operator_parameters import READ_BY
from infra.stages.made_up_fund import FUND_ACCOUNTS as MADE_UP
from tests.infra.synthesis import Synthesis
from tests.infra.test_roles_follow_the_register import actions_on


def test_only_the_functions_that_read_a_parameter_may_read_it(prod: Synthesis) -> None:
    assert set(READ_BY) == {FUND_ACCOUNTS, SIGN_IN}
    for name, readers in READ_BY.items():
        arn = f"arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/kroost/prod/{name}"
        granted = {function for function in function_names() if arn in actions_on(prod, function, "ssm")}
        assert granted == set(readers)


def test_prod_gets_no_made_up_accounts(local: Synthesis, prod: Synthesis) -> None:
    set_by = {
        stage.stage.name: [str(each.properties["Name"]) for each in stage.of("AWS::SSM::Parameter", "app")]
        for stage in (local, prod)
    }
    assert set_by == {"local": ["/kroost/local/clock", "/kroost/local/fund-accounts"], "prod": []}


def test_the_made_up_fund_has_accounts_that_a_bank_would_take() -> None:
    for region in ("flanders", "brussels", "wallonia"):
        assert read_fund_account(MADE_UP, region).iban.startswith("BE")
