"""Requests that no client would send: the engine refuses each, and fails on none."""

import http.client
import json
from urllib.parse import urlsplit

import botocore.session

import check as engine
from check import check, client, equal

WRONG = [70_000, -1, 1.5, "", "x", "\0", True, [], [5], [None], {}, {"a": 5}, [{}]]

EXAMPLES = {"string": "abc", "blob": "eA==", "boolean": True, "timestamp": 1}


def example(shape, depth=0):
    """A value of the shape with no more members than it needs."""
    if shape.type_name == "structure":
        return {name: example(shape.members[name], depth + 1) for name in shape.required_members if depth < 6}
    if shape.type_name == "list":
        return [example(shape.member, depth + 1)]
    if shape.type_name == "map":
        return {"k": example(shape.value, depth + 1)}
    if getattr(shape, "enum", None):
        return shape.enum[0]
    return EXAMPLES.get(shape.type_name, 1)


def malformed(shape, depth=0):
    """Values of a structure, each with one member that is not what it should be."""
    complete = example(shape)
    for name, member in shape.members.items():
        for wrong in WRONG:
            yield {**complete, name: wrong}
        listed = member.type_name == "list"
        inner = member.member if listed else member
        if inner.type_name == "structure" and depth < 2:
            for value in malformed(inner, depth + 1):
                yield {**complete, name: [value] if listed else value}


def refuses_malformed(service, target=None):
    """Sends malformed inputs of every operation in JSON; `target` where the client knows only the older protocol."""
    model = botocore.session.get_session().get_service_model(service)
    connection = http.client.HTTPConnection(urlsplit(engine.ENDPOINT).netloc)
    failed = []
    for operation in model.operation_names:
        shape = model.operation_model(operation).input_shape
        for value in malformed(shape) if shape else ():
            headers = {"X-Amz-Target": f"{target or model.metadata['targetPrefix']}.{operation}"}
            connection.request("POST", "/", json.dumps(value), headers)
            answer = connection.getresponse()
            text = answer.read()
            if b"UnknownOperationException" in text:
                break
            if answer.status >= 500:
                failed.append((operation, value))
    equal(failed, [])


@check("malformed tables, items and expressions")
def _():
    refuses_malformed("dynamodb")
    refuses_malformed("dynamodbstreams")


@check("malformed buses, rules, targets and entries")
def _():
    refuses_malformed("events")


@check("malformed streams and records")
def _():
    refuses_malformed("kinesis")


@check("malformed queues and messages")
def _():
    refuses_malformed("sqs", target="AmazonSQS")


@check("malformed roles and functions, as far as the client can send them")
def _():
    failed = []
    for service in ("iam", "lambda", "sts"):
        unchecked = client(service, parameter_validation=False)
        model = unchecked.meta.service_model
        for operation in model.operation_names:
            shape = model.operation_model(operation).input_shape
            for value in malformed(shape, depth=1) if shape else ():
                code = outcome(unchecked, operation, value)
                if code in ("InvalidAction", "UnknownOperationException"):
                    break
                if code == "InternalFailure":
                    failed.append((service, operation, value))
    equal(failed, [])


def outcome(unchecked, operation, value):
    """The code of the refusal, if the client can send the value and the engine refuses it."""
    try:
        unchecked._make_api_call(operation, value)
    except unchecked.exceptions.ClientError as error:
        return error.response.get("Error", {}).get("Code")
    except Exception:  # not to be sent, or not to be read: the client's affair
        pass
    return None
