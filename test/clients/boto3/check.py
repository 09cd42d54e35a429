"""Collects checks, runs them one after another, and reports each as a line of JSON."""

import json
import traceback
from contextlib import contextmanager

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = ""
CHECKS = []


def check(sentence):
    """Registers a function that asserts what the sentence says."""

    def register(function):
        CHECKS.append((function.__module__.removesuffix("_checks").replace("_", " "), sentence, function))
        return function

    return register


def client(service, account="000000000000", **config):
    """A client of the engine; a refusal is told at once, not after retries."""
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=config.pop("region_name", "us-east-1"),
        aws_access_key_id=account,
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}, **config),
    )


@contextmanager
def refused(code, message="", status=None):
    """Expects the error code, a part of its message, and the HTTP status."""
    try:
        yield
    except ClientError as error:
        found = error.response["Error"]
        assert found["Code"] == code, f"code {found['Code']}: {found['Message']}"
        assert message in found["Message"], found["Message"]
        if status is not None:
            assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error.response
        return
    raise AssertionError(f"not refused with {code}")


def equal(found, expected):
    assert found == expected, f"{found!r} is not {expected!r}"


def run_all():
    for subject, sentence, function in CHECKS:
        problem = None
        try:
            function()
        except Exception:  # a check may fail in any way; the next one runs
            problem = traceback.format_exc()
        print(json.dumps({"subject": subject, "sentence": sentence, "problem": problem}), flush=True)
