"""The stage of an account for tests: as prod, with made-up families and a clock that can be set."""

from infra.stages.stage import Stage, StageName

TEST = Stage(
    name=StageName.TEST,
    synthetic_persons=True,
    now="2024-07-01T06:00:00Z",
    keeps_data=False,
    tls_only=True,
    web_acl_associated=True,
    emulated_iam=False,
    runs_by_itself=False,
    journal_lock_days=1,
    checkpoint_lock_days=1,
    run_concurrency=16,
)
