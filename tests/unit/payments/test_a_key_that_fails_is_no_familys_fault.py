"""A key that cannot be had stops the step, which is tried again; it never marks a family as one that cannot be paid."""

import pytest

from functions.dossier.places import run_shard
from functions.register.domain import Domain
from functions.runtime.ask_aws import ServiceRefusedError
from functions.runtime.database import DatabaseError, UnavailableError
from functions.vault.key_wrap import Root
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import PaymentRun


@pytest.mark.parametrize(
    "error", [UnavailableError("ThrottlingException"), ServiceRefusedError("AccessDeniedException")]
)
def test_a_family_is_paid_after_one_of_its_keys_could_not_be_had(
    error: DatabaseError, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given one domain whose key does not answer, when the shard is decided, then it fails whole and is paid later."""
    run, family = PaymentRun(), FundFamily(1, "flanders")
    put_fund_family(run.memory, family)
    of_run, _ = run.start("flanders")
    shard, real = run_shard(family.dossier), run.memory.keyring.root

    def root(domain: Domain, version: int | None = None) -> Root:
        if domain is Domain.JUDICIAL:
            raise error
        return real(domain, version)

    monkeypatch.setattr(run.memory.keyring, "root", root)
    with pytest.raises(type(error)):
        run.work(of_run, shard)
    monkeypatch.undo()
    run.work(of_run, shard)
    assert run.store.shard(of_run, shard).counters["payments"] == 1
