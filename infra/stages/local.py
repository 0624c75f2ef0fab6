"""The stage of the laptop: an emulator, made-up families, a month whose law is published."""

from infra.stages.stage import Stage, StageName

LOCAL = Stage(
    name=StageName.LOCAL,
    synthetic_persons=True,
    now="2024-07-01T06:00:00Z",
    keeps_data=False,
    tls_only=False,
    web_acl_associated=False,
    emulated_iam=True,
    runs_by_itself=False,
    journal_lock_days=1,
    checkpoint_lock_days=1,
    run_concurrency=1,
)
