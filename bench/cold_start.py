"""C1, C3, C5: the cold start of what is shipped, against a default boto3 client of the same machine and run."""

import json
import os
import platform
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from bench.figure import REPEATS, Figure
from bench.stub_aws import served_stub
from functions.register.access import function_names, places_of
from functions.runtime.database import Table
from infra.bundling.archives import build_archives

FORBIDDEN = frozenset(
    {"boto3.resource", "pydoc", "stdnum", "schwifty", "numpy", "asyncio", "jsonschema", "aws_xray_sdk", "yaml"}
)
READS_XML = frozenset({"payments-files"})
_PROBE = Path(__file__).with_name("cold_probe.py")
_FORM = {
    "language": "nl",
    "name": "Noor Peeters",
    "email": "noor@example.org",
    "topics": ["joining"],
    "consent_to_contact": True,
}


def figures() -> list[Figure]:
    """Measure C1 and count C3 and C5."""
    with tempfile.TemporaryDirectory() as folder, served_stub() as stub:
        paths = _unpacked(Path(folder))
        event = Path(folder) / "event.json"
        event.write_text(json.dumps(_event()), encoding="utf-8")
        stock = sysconfig.get_paths()["purelib"]
        environment = _environment(stub.address)
        ratios, intake, client = [], {}, {}
        for _ in range(REPEATS):
            intake = _probe(environment, "intake", paths, str(event))
            client = _probe(environment, "client", stock)
            ratios.append(_seconds(intake) / _seconds(client))
        loaded = [
            _probe(environment, "module", paths, places_of(name).handler.rsplit(".", 1)[0]) for name in function_names()
        ]
    strangers = sum(len(_strangers(name, found)) for name, found in zip(function_names(), loaded, strict=True))
    if intake["status"] != 202:  # noqa: PLR2004 - the status that is measured
        msg = f"the intake function answered {intake['status']}"
        raise RuntimeError(msg)
    return [
        Figure("C1", "process start to first 202 / boto3.client('dynamodb')", statistics.median(ratios), 1.2, "x"),
        Figure(
            "C3",
            "opens and listings to the first 202 / default boto3 client",
            _opens(intake) / _opens(client),
            1 / 3,
            "x",
        ),
        Figure("C3", "forbidden modules loaded, all functions", strangers, 0, "found"),
        Figure("C5", "botocore sessions in the intake process", float(str(intake["sessions"])), 1, "made"),
    ]


def _unpacked(folder: Path) -> str:
    archives = build_archives({"aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "x86_64"))
    for archive in (archives.code, archives.layer):
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder / archive.stem)
    return f"{folder / archives.code.stem}:{folder / archives.layer.stem / 'python'}"


def _environment(address: str) -> dict[str, str]:
    tables = {f"TABLE_{table.upper().replace('-', '_')}": f"kroost-local-{table}-1" for table in Table}
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "AWS_ENDPOINT_URL": address,
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_LAMBDA_FUNCTION_NAME": "kroost-local-intake-api",
        "LAMBDA_TASK_ROOT": "/var/task",
        "KROOST_STAGE": "local",
        "KROOST_SYSTEM": "kroost",
        "KROOST_FUNCTION": "intake-api",
        "KROOST_PARAMETERS": "/kroost/local",
        "SYNTHETIC_PERSONS": "on",
        "POWERTOOLS_SERVICE_NAME": "kroost",
        "POWERTOOLS_METRICS_NAMESPACE": "Kroost",
        **tables,
    }


def _event() -> Mapping[str, object]:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    return {
        "resource": "/api/forms/interests",
        "path": "/api/forms/interests",
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": "/api/forms/interests",
            "httpMethod": "POST",
            "path": "/local/api/forms/interests",
            "stage": "local",
            "requestId": "r",
            "identity": {},
        },
        "body": json.dumps(_FORM),
        "isBase64Encoded": False,
    }


def _probe(environment: Mapping[str, str], kind: str, paths: str, *rest: str) -> dict[str, object]:
    command = [sys.executable, "-S", "-P", str(_PROBE), kind, paths, *rest]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    lines = [line for line in done.stderr.splitlines() if line.startswith("probe ")]
    if done.returncode != 0 or not lines:
        msg = f"the probe {kind} {' '.join(rest)} failed:\n{done.stderr[-2000:]}"
        raise RuntimeError(msg)
    found: dict[str, object] = json.loads(lines[-1].removeprefix("probe "))
    return found


def _strangers(function: str, found: Mapping[str, object]) -> frozenset[str]:
    modules = found["modules"]
    forbidden = FORBIDDEN if function in READS_XML else FORBIDDEN | {"lxml"}
    return forbidden & set(modules if isinstance(modules, list) else ())


def _seconds(found: Mapping[str, object]) -> float:
    return float(str(found["seconds"]))


def _opens(found: Mapping[str, object]) -> int:
    return int(str(found["opens"]))
