"""The stage of real families."""

from infra.stages.stage import Stage, StageName

# The journal of erasures must outlive every backup that could bring an erased person back (35 days) with room for a
# late restore; checkpoints prove the ledger for ten years, longer than any dispute about it. The alarms go to the mail
# address in context `alarm_mail`, given at deployment.
PROD = Stage(
    name=StageName.PROD,
    synthetic_persons=False,
    now=None,
    keeps_data=True,
    tls_only=True,
    web_acl_associated=True,
    emulated_iam=False,
    runs_by_itself=True,
    journal_lock_days=90,
    checkpoint_lock_days=3650,
    run_concurrency=32,
)
