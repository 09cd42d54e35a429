"""What boto3 finds of STS: who calls, and what a role's session may do."""

import json

import boto3

import check as engine
from check import check, client, equal, refused
from iam_checks import iam, role

sts = client("sts")


@check("an access key of 12 digits is that account's, any other the default's")
def _():
    equal(sts.get_caller_identity()["Arn"], "arn:aws:iam::000000000000:root")
    equal(client("sts", account="111122223333").get_caller_identity()["Account"], "111122223333")
    equal(client("sts", account="AKIAIOSFODNN7EXAMPLE").get_caller_identity()["Account"], "000000000000")


@check("the session of a role may do what its policies allow, and no more")
def _():
    arn = role("reader")["Arn"]
    allow = {"Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    iam.put_role_policy(RoleName="reader", PolicyName="p", PolicyDocument=policy)
    credentials = sts.assume_role(RoleArn=arn, RoleSessionName="session")["Credentials"]
    session = boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
        region_name="us-east-1",
    )
    mine = lambda service: session.client(service, endpoint_url=engine.ENDPOINT)
    equal(mine("sts").get_caller_identity()["Arn"], "arn:aws:sts::000000000000:assumed-role/reader/session")
    mine("sqs").list_queues()
    who = "User: arn:aws:sts::000000000000:assumed-role/reader/session is not authorized to perform:"
    with refused("AccessDenied", f"{who} sqs:CreateQueue on resource", status=403):
        mine("sqs").create_queue(QueueName="q")
    with refused("AccessDeniedException", f"{who} dynamodb:ListTables on resource", status=400):
        mine("dynamodb").list_tables()
    with refused("AccessDenied", status=403):
        mine("s3").list_buckets()
    with refused("AccessDeniedException", status=403):
        mine("lambda").list_functions()
    with refused("AccessDenied", status=403):
        mine("iam").list_roles()


@check("a role that does not exist cannot be assumed")
def _():
    with refused("AccessDenied", "is not authorized to perform: sts:AssumeRole on resource", status=403):
        sts.assume_role(RoleArn="arn:aws:iam::000000000000:role/none", RoleSessionName="session")
    with refused("ValidationError"):
        sts.assume_role(RoleArn="arn:aws:iam::000000000000:user/someone", RoleSessionName="session")
