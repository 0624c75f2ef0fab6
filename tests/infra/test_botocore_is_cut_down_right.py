"""Goal C5, begun: the cut-down service descriptions say what the full ones say, for every service in use."""

import shutil
from pathlib import Path

import botocore
import pytest
from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session
from botocore.stub import Stubber

from infra.bundling.botocore_data import ONLY, SERVICES, MissingModelError, cut_down

FULL = Path(botocore.__file__).parent / "data"
# Every operation that a function is granted, and a body for each: the request must be the same to the byte.
REQUESTS: dict[str, dict[str, dict[str, object]]] = {
    "dynamodb": {
        "get_item": {"TableName": "t", "Key": {"pk": {"S": "a"}}, "ConsistentRead": True},
        "put_item": {"TableName": "t", "Item": {"pk": {"S": "a"}, "n": {"N": "1"}, "b": {"B": b"x"}}},
        "update_item": {"TableName": "t", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "SET a = :a"},
        "delete_item": {"TableName": "t", "Key": {"pk": {"S": "a"}}},
        "query": {"TableName": "t", "KeyConditionExpression": "pk = :p"},
        "batch_get_item": {"RequestItems": {"t": {"Keys": [{"pk": {"S": "a"}}]}}},
        "transact_write_items": {
            "TransactItems": [{"Delete": {"TableName": "t", "Key": {"pk": {"S": "a"}}}}],
            "ClientRequestToken": "token",
        },
    },
    "kms": {
        "decrypt": {"CiphertextBlob": b"x", "EncryptionContext": {"a": "b"}},
        "encrypt": {"KeyId": "k", "Plaintext": b"x"},
        "generate_data_key_without_plaintext": {"KeyId": "k", "NumberOfBytes": 32},
    },
    "s3": {
        "get_object": {"Bucket": "b", "Key": "k", "IfMatch": '"e"'},
        "put_object": {"Bucket": "b", "Key": "k", "Body": b"x"},
        "delete_object": {"Bucket": "b", "Key": "k"},
        "list_objects_v2": {"Bucket": "b", "Prefix": "p"},
    },
    "sesv2": {
        "send_email": {
            "FromEmailAddress": "post@kroost.invalid",
            "Destination": {"ToAddresses": ["a@example.org"]},
            "Content": {"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t", "Charset": "UTF-8"}}}},
            "ConfigurationSetName": "c",
            "EmailTags": [{"Name": "reference", "Value": "r"}],
        },
    },
    "sqs": {
        "send_message": {"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/q", "MessageBody": "x"},
        "send_message_batch": {"QueueUrl": "https://q", "Entries": [{"Id": "1", "MessageBody": "x"}]},
    },
    "ssm": {
        "get_parameter": {"Name": "/a"},
        "put_parameter": {"Name": "/a", "Value": "v", "Type": "String", "Overwrite": False},
    },
    "stepfunctions": {"start_execution": {"stateMachineArn": "arn", "input": "{}"}},
    "sts": {"get_caller_identity": {}},
}
CALLS = [(service, operation) for service, operations in REQUESTS.items() for operation in operations]


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return botocore's data cut down, in a folder of its own."""
    folder = tmp_path_factory.mktemp("botocore") / "data"
    for entry in FULL.iterdir():
        if entry.is_file():
            folder.mkdir(exist_ok=True)
            shutil.copy2(entry, folder / entry.name)
        elif entry.name in SERVICES or entry.name == "ec2":
            shutil.copytree(entry, folder / entry.name)
    cut_down(folder)
    return folder


def loader_of(data: Path) -> Loader:
    return Loader(extra_search_paths=[str(data)], include_default_search_paths=False)


def without_prose(node: object) -> object:
    if isinstance(node, dict):
        return {
            name: without_prose(value)
            for name, value in node.items()
            if not (name in {"documentation", "documentationUrl"} and isinstance(value, str))
        }
    if isinstance(node, list):
        return [without_prose(each) for each in node]
    return node


def test_other_services_are_gone(cut: Path) -> None:
    assert {entry.name for entry in cut.iterdir() if entry.is_dir()} == set(SERVICES)


def test_of_a_large_service_only_what_is_asked_stays(cut: Path) -> None:
    """Given a service that is asked for little, then its requests are kept whole and its other operations are gone."""
    for service, operations in ONLY.items():
        full = without_prose(loader_of(FULL).load_service_model(service, "service-2"))
        small = without_prose(loader_of(cut).load_service_model(service, "service-2"))
        assert isinstance(full, dict)
        assert isinstance(small, dict)
        assert set(small["operations"]) == operations
        assert all(small["operations"][name] == full["operations"][name] for name in operations)
        assert all(full["shapes"][name] == shape for name, shape in small["shapes"].items())


@pytest.mark.parametrize("service", [service for service in SERVICES if service not in ONLY])
@pytest.mark.parametrize("kind", ["service-2", "endpoint-rule-set-1", "paginators-1"])
def test_a_description_loses_prose_and_nothing_else(cut: Path, service: str, kind: str) -> None:
    full, small = loader_of(FULL), loader_of(cut)
    assert without_prose(small.load_service_model(service, kind)) == without_prose(
        full.load_service_model(service, kind)
    )


@pytest.mark.parametrize(("service", "operation"), CALLS)
def test_a_request_is_the_same_to_the_byte(cut: Path, service: str, operation: str) -> None:
    sent = [_request(data, service, operation) for data in (FULL, cut)]
    assert sent[0] == sent[1]


@pytest.mark.parametrize("service", [service for service in SERVICES if service not in ONLY])
def test_modelled_errors_are_the_same(cut: Path, service: str) -> None:
    names = [
        {name for name in dir(_client(data, service).exceptions) if not name.startswith("_")} for data in (FULL, cut)
    ]
    assert names[0] == names[1]


def test_an_answer_is_read_the_same(cut: Path) -> None:
    answer = {"Item": {"pk": {"S": "a"}, "b": {"B": b"x"}}}
    for data in (FULL, cut):
        client = _client(data, "dynamodb")
        with Stubber(client) as stubber:
            stubber.add_response("get_item", answer)
            assert client.get_item(TableName="t", Key={"pk": {"S": "a"}})["Item"] == answer["Item"]


def test_a_service_without_a_description_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match="dynamodb"):
        cut_down(tmp_path)


def _client(data: Path, service: str):  # type: ignore[no-untyped-def] # noqa: ANN202 - made at run time
    session = Session()
    session.register_component("data_loader", loader_of(data))
    session.set_credentials("key", "secret")
    config = Config(region_name="eu-west-1", s3={"addressing_style": "path"})
    return session.create_client(service, config=config)


def _request(data: Path, service: str, operation: str) -> tuple[object, ...]:
    """Return what would go over the wire, but for signature, date and the id of the attempt."""
    client = _client(data, service)
    seen: list[tuple[object, ...]] = []

    def stop(request, **_: object) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
        kept = {
            name.lower(): value
            for name, value in request.headers.items()
            if name.lower() not in {"authorization", "x-amz-date", "amz-sdk-invocation-id", "amz-sdk-request"}
        }
        body = request.body.read() if hasattr(request.body, "read") else request.body
        seen.append((request.method, request.url, sorted(kept.items()), body))
        raise StopSendingError

    client.meta.events.register("before-send", stop)
    with pytest.raises(StopSendingError):
        getattr(client, operation)(**REQUESTS[service][operation])
    return seen[0]


class StopSendingError(Exception):
    """Raised in the place of sending."""
