"""The layer: what `uv.lock` pins for the functions, for one processor, checked by hash and cut down.

Nothing but the lock decides what is in it. Built without Docker; an archive made before from the same lock and the same
scripts is used again.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.bundling.archive import write_archive
from infra.bundling.botocore_data import cut_down
from infra.bundling.byte_code import compile_tree
from infra.bundling.find_uv import ROOT, uv_command

ASSETS = ROOT / "build" / "assets"
PLATFORMS = {
    ("arm64", "linux"): "aarch64-manylinux_2_28",
    ("x86_64", "linux"): "x86_64-manylinux_2_28",
    # AWS runs Linux only; an emulator without containers runs the layer on the developer's own system.
    ("arm64", "darwin"): "aarch64-apple-darwin",
    ("x86_64", "darwin"): "x86_64-apple-darwin",
}
# Not needed to run: what no function imports (a test imports every function from the archives), package data about
# packages, command scripts, other packages' tests, C headers.
POWERTOOLS_UNUSED = (
    "metrics", "tracing", "utilities/auth_alpha", "utilities/batch", "utilities/circuit_breaker",
    "utilities/data_masking", "utilities/feature_flags", "utilities/idempotency", "utilities/kafka",
    "utilities/parameters", "utilities/parser", "utilities/serialization", "utilities/streaming",
    "utilities/validation",
)  # fmt: skip
# Events of services that no function here listens to through Powertools (`functions/runtime/lean_powertools.py` names
# those that the resolver asks for).
EVENTS_UNUSED = (
    "active_mq*", "api_gateway_authorizer*", "api_gateway_websocket*", "appsync*", "aws_config*",
    "bedrock_agent_function*", "cloud_watch*", "cloudformation*", "code_*", "cognito*", "connect*", "dynamo_db*",
    "event_bridge*", "event_source*", "iot*", "kafka*", "kinesis*", "rabbit*", "s3_*", "secrets*", "ses_*", "sns_*",
    "sqs_*", "transfer*",
)  # fmt: skip
RESOLVERS_UNUSED = (
    "appsync.py", "bedrock_agent*", "events_appsync", "graphql_appsync", "http_resolver.py", "lambda_function_url.py",
    "router.py", "vpc_lattice.py", "middlewares", "openapi/compat.py", "openapi/dependant.py", "openapi/encoders.py",
    "openapi/models.py", "openapi/params.py", "openapi/swagger_ui",
)  # fmt: skip
LEFT_OUT = (
    "*.dist-info",
    "bin",
    "boto3",  # the functions use botocore itself; a test holds them to it
    "s3transfer",
    "cffi",  # its compiled part is what cryptography loads
    "dateutil/zoneinfo/*.tar.gz",
    "dateutil/rrule.py",  # for calendars; what reads dates does not load it
    "tzdata/zoneinfo/*.zi",  # the same zones once more, as text
    "tzdata/zoneinfo/*.tab",
    "urllib3/contrib/emscripten",  # for browsers
    "pydantic/mypy.py",  # for a type checker
    "lxml/*doctest*",
    "lxml/html",
    "lxml/includes",
    "lxml/isoschematron",
    "lxml/objectify*",
    "lxml/sax*",
    "lxml/builder*",
    "lxml/*.pxi",
    *(f"aws_lambda_powertools/{unused}" for unused in POWERTOOLS_UNUSED),
    *(f"aws_lambda_powertools/utilities/data_classes/{unused}" for unused in EVENTS_UNUSED),
    *(f"aws_lambda_powertools/event_handler/{unused}" for unused in RESOLVERS_UNUSED),
    "pycparser",
    "pydantic/v1",  # for models of the first version, which nothing here has
    "**/*.pyi",
    "**/py.typed",
    "**/*.pxd",
    "**/*.pyx",
    "**/*.c",
    "**/*.h",
    "**/tests",
)
ZONES = ("Europe", "UTC")


def layer_archive(architecture: str, system: str = "linux") -> Path:
    """Return the archive for `arm64` or `x86_64`, on `linux` or `darwin`; KeyError for anything else."""
    platform = PLATFORMS[architecture, system]
    locked = requirements()
    recipe = hashlib.sha256(locked.encode())
    recipe.update(platform.encode())
    for script in sorted(Path(__file__).parent.glob("*.py")):
        recipe.update(script.read_bytes())
    target = ASSETS / f"layer-{system}-{architecture}-{recipe.hexdigest()[:16]}.zip"
    if not target.exists():
        build_layer(locked, platform, target)
    return target


def build_layer(locked: str, platform: str, target: Path) -> None:
    """Install, cut down, compile and zip; raises CalledProcessError when a hash or a package does not fit."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "layer" / "python"
        listed = Path(folder) / "requirements.txt"
        listed.write_text(locked, encoding="utf-8")
        subprocess.run(
            [
                *uv_command(), "pip", "install", "--quiet", "--no-installer-metadata", "--no-compile-bytecode",
                "--python", sys.executable, "--python-version", "3.13",
                "--python-platform", platform, "--only-binary", ":all:", "--no-deps",
                "--require-hashes", "--link-mode", "copy", "--target", str(python), "-r", str(listed),
            ],
            check=True,
        )  # fmt: skip
        _leave_out(python)
        cut_down(python / "botocore" / "data")
        compile_tree(python, "/opt/python")
        write_archive(python.parent, target)


def requirements() -> str:
    """Return the locked runtime dependencies with their hashes."""
    answer = subprocess.run(
        [
            *uv_command(), "export", "--quiet", "--frozen", "--no-default-groups", "--no-emit-project",
            "--no-annotate", "--no-header", "--project", str(ROOT),
        ],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return answer.stdout


def _leave_out(python: Path) -> None:
    for pattern in LEFT_OUT:
        for path in sorted(python.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    (python / ".lock").unlink(missing_ok=True)
    zones = python / "tzdata" / "zoneinfo"
    for path in sorted(zones.iterdir()):
        if path.is_dir() and path.name not in ZONES:
            shutil.rmtree(path)
