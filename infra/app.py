"""The CDK app: one stage, four stacks. `cdk deploy --all -c stage=local` (local, test or prod).

Context: `stage` (default local); `alarm_mail`, `domain`, `certificate`, `checkpoint_account` (docs/deploy.md);
`arch` (x86_64 or arm64); `system` (linux; darwin for an emulator that runs on macOS without containers);
`clock_from` (the real instant from which a set business clock runs on; default: the instant of this synthesis);
`plain_roles=1` (deploy with the caller's own rights, for an emulator that evaluates IAM); `nag=1` (run the security
checks).
"""

from datetime import UTC, datetime

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from functions.units.clock import instant_text
from infra.build_stacks import build_stacks
from infra.bundling.archives import build_archives
from infra.stages.choose import choose_stage, read_domain


def main() -> None:
    """Synthesize the stage that the context names."""
    app = cdk.App()
    told = app.node.try_get_context
    domain = read_domain(told("domain"), told("certificate"))
    stage = choose_stage(str(told("stage") or "local"), told("alarm_mail"), domain, told("checkpoint_account"))
    clock_from = told("clock_from") or instant_text(datetime.now(UTC))
    build_stacks(
        app,
        stage,
        build_archives(str(told("arch") or "x86_64"), str(told("system") or "linux")),
        clock_from=str(clock_from),
        plain_roles=bool(told("plain_roles")),
    )
    if told("nag"):
        cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    app.synth()


if __name__ == "__main__":
    main()
