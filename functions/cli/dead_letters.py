"""List the messages that could not be handled, each with its cause, or send them to their queues again.

JSON out. A message holds ids or the key of an object and is never shown; its cause is the class of the error and the id
under which the function's log knows it. Sending again is safe: every consumer finds its work done already and does
nothing. Exit status 0: none, or all sent again; 1: some are there; 2: refused. AWS_ENDPOINT_URL names an emulator;
credentials and region come from the environment.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from functions.cli.deployed import DEAD, DONE, FINDINGS, asking, log_group, queue_address, refuse, tell
from functions.register.access import function_names, places_of
from functions.runtime.clients import client

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageAttributeValueTypeDef, MessageTypeDef

_MOST, _HIDDEN_SECONDS, _WAIT_SECONDS = 10, 120, 1
_UNKNOWN: Mapping[str, str | None] = {"class": None, "error_id": None}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|redrive")
    listed = actions.add_parser("list", help="every dead letter with its cause")
    redriven = actions.add_parser("redrive", help="send dead letters to their queue again; mend the cause first")
    listed.add_argument("--queue", choices=sorted(consumers()), help="one queue; without it all of them")
    redriven.add_argument("--queue", choices=sorted(consumers()), required=True, help="the queue")
    redriven.add_argument("--message", help="one message; without it all that are there now")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    do = _list if arguments.action == "list" else _redrive
    return asking(arguments.stage, lambda: do(arguments))


def consumers() -> Mapping[str, str]:
    """Return the function that takes the messages of each queue."""
    return {
        queue: function
        for function in function_names()
        for queue, rights in places_of(function).queues.items()
        if "receive" in rights
    }


def _list(arguments: argparse.Namespace) -> int:
    queues: SQSClient = client("sqs")
    names = sorted(consumers()) if arguments.queue is None else [arguments.queue]
    found = [
        {
            "queue": name,
            "message": message["MessageId"],
            "sent_at_ms": int(message["Attributes"]["SentTimestamp"]),
            "cause": _cause(arguments.stage, consumers()[name], message),
        }
        for name in names
        for message in _looked_at(queues, queue_address(queues, arguments.stage, name + DEAD))
    ]
    tell(found)
    return FINDINGS if found else DONE


def _redrive(arguments: argparse.Namespace) -> int:
    queues: SQSClient = client("sqs")
    dead = queue_address(queues, arguments.stage, arguments.queue + DEAD)
    alive = queue_address(queues, arguments.stage, arguments.queue)
    sent, kept = [], []
    for message in _received(queues, dead):
        if arguments.message not in {None, message["MessageId"]}:
            kept.append(message)
            continue
        # In this order: a stop between the two sends a message twice, and twice is as good as once.
        queues.send_message(QueueUrl=alive, MessageBody=message["Body"], MessageAttributes=_attributes(message))
        queues.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
        sent.append(message["MessageId"])
    _show_again(queues, dead, kept)
    if arguments.message is not None and not sent:
        return refuse("the dead-letter queue has no message of this id")
    tell({"queue": arguments.queue, "sent": sent})
    return DONE


def _attributes(message: "MessageTypeDef") -> "dict[str, MessageAttributeValueTypeDef]":
    found = message.get("MessageAttributes", {})
    return {name: {"DataType": each["DataType"], "StringValue": each["StringValue"]} for name, each in found.items()}


def _looked_at(queues: "SQSClient", address: str) -> "list[MessageTypeDef]":
    """Return all messages of a queue, and leave them there for whoever comes next."""
    found = list(_received(queues, address))
    _show_again(queues, address, found)
    return found


def _received(queues: "SQSClient", address: str) -> "Iterator[MessageTypeDef]":
    while True:
        answer = queues.receive_message(
            QueueUrl=address,
            MaxNumberOfMessages=_MOST,
            VisibilityTimeout=_HIDDEN_SECONDS,
            WaitTimeSeconds=_WAIT_SECONDS,
            AttributeNames=["SentTimestamp"],
            MessageAttributeNames=["All"],
        )
        messages = answer.get("Messages", [])
        yield from messages
        if not messages:
            return


def _show_again(queues: "SQSClient", address: str, messages: "Iterable[MessageTypeDef]") -> None:
    for message in messages:
        queues.change_message_visibility(QueueUrl=address, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)


def _cause(stage: str, function: str, message: "MessageTypeDef") -> Mapping[str, str | None]:
    """Return the class and id of the last error that a message met.

    Both are null when the log names none: then the function was ended from outside (its time or memory was over), or
    the log's term is.
    """
    logs = client("logs")
    wanted = {
        "logGroupName": log_group(stage, function),
        "filterPattern": f'"{message["MessageId"]}"',
        "startTime": int(message["Attributes"]["SentTimestamp"]),
    }
    last = _UNKNOWN
    try:
        for page in logs.get_paginator("filter_log_events").paginate(**wanted):
            for event in page["events"]:
                last = _named(event["message"], message["MessageId"]) or last
    except logs.exceptions.ResourceNotFoundException:
        return _UNKNOWN
    return last


def _named(line: str, message_id: str) -> dict[str, str | None] | None:
    try:
        members = cast("dict[str, str]", json.loads(line[line.index("{") :]))
    except ValueError:
        return None
    if members.get("message_id") != message_id or "error_class" not in members:
        return None
    return {"class": members["error_class"], "error_id": members.get("error_id")}
