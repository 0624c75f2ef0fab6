"""Run in a fresh interpreter by `cold_start.py`, with nothing but the packaged archives on the path.

`intake`: from the start of the process to the first 202. `client`: what a default boto3 client costs. Prints one JSON
line: seconds, calls of open and listdir, botocore sessions, modules loaded, status.
"""

import json
import sys
import time

START = time.perf_counter()
COUNTS = {"open": 0, "os.listdir": 0, "os.scandir": 0}


def _count(event: str, _arguments: tuple[object, ...]) -> None:
    if event in COUNTS:
        COUNTS[event] += 1


def _intake(paths: list[str], event_file: str) -> dict[str, object]:
    sys.path[:0] = paths
    with open(event_file, encoding="utf-8") as file:  # noqa: PTH123 - pathlib would be loaded by the probe itself
        event = json.load(file)
    import botocore.session  # noqa: PLC0415 - the path is set just before

    sessions = []

    class Counted(botocore.session.Session):
        def __init__(self) -> None:
            sessions.append(1)
            super().__init__()

    botocore.session.Session = Counted  # type: ignore[assignment,misc]

    class Context:
        function_name = "kroost-local-intake-api"
        memory_limit_in_mb = 512
        invoked_function_arn = "arn:aws:lambda:eu-west-1:000000000000:function:kroost-local-intake-api"
        aws_request_id = "00000000-0000-0000-0000-000000000000"

    from functions.intake.api import handler  # noqa: PLC0415 - this import is what is measured

    answer = handler(event, Context())
    return {"status": answer["statusCode"], "sessions": len(sessions)}


def _client() -> dict[str, object]:
    import boto3  # noqa: PLC0415 - this import is what is measured

    boto3.client("dynamodb", region_name="eu-west-1")
    return {"status": 202, "sessions": 1}


def _imports(paths: list[str], module: str) -> dict[str, object]:
    sys.path[:0] = paths
    __import__(module)
    return {"status": 202, "sessions": 0}


if __name__ == "__main__":
    kind, paths, rest = sys.argv[1], sys.argv[2].split(":"), sys.argv[3:]
    sys.addaudithook(_count)
    if kind == "client":
        sys.path[:0] = paths
        found = _client()
    elif kind == "intake":
        found = _intake(paths, rest[0])
    else:
        found = _imports(paths, rest[0])
    found["seconds"] = time.perf_counter() - START
    found["opens"] = sum(COUNTS.values())
    found["modules"] = sorted(name for name in sys.modules if "." not in name or name == "boto3.resource")
    sys.stderr.write("\nprobe " + json.dumps(found) + "\n")
