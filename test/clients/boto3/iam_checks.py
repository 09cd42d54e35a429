"""What boto3 finds of IAM."""

import json

from check import check, client, equal, refused

iam = client("iam")

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}
    ],
}


def role(name):
    return iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST), Description="é <&>")["Role"]


@check("a role is created, waited for, listed, changed and deleted")
def _():
    made = role("life")
    equal(made["Arn"], "arn:aws:iam::000000000000:role/life")
    iam.get_waiter("role_exists").wait(RoleName="life")
    found = iam.get_role(RoleName="life")["Role"]
    equal((found["AssumeRolePolicyDocument"], found["Description"]), (TRUST, "é <&>"))
    try:
        role("life")
        raise AssertionError("created twice")
    except iam.exceptions.EntityAlreadyExistsException as error:
        equal(error.response["Error"]["Message"], "Role with name life already exists.")
    nothing = json.dumps({"Version": "2012-10-17", "Statement": []})
    iam.put_role_policy(RoleName="life", PolicyName="p", PolicyDocument=nothing)
    with refused("DeleteConflict", status=409):
        iam.delete_role(RoleName="life")
    equal(iam.get_role_policy(RoleName="life", PolicyName="p")["PolicyDocument"]["Statement"], [])
    equal(iam.list_role_policies(RoleName="life")["PolicyNames"], ["p"])
    iam.delete_role_policy(RoleName="life", PolicyName="p")
    iam.delete_role(RoleName="life")
    try:
        iam.get_role(RoleName="life")
        raise AssertionError("found after its deletion")
    except iam.exceptions.NoSuchEntityException as error:
        equal(error.response["Error"]["Message"], "The role with name life cannot be found.")


@check("lists of roles page")
def _():
    for at in range(3):
        role(f"paged-{at}")
    pages = iam.get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 2})
    names = [one["RoleName"] for page in pages for one in page["Roles"]]
    equal([name for name in names if name.startswith("paged-")], ["paged-0", "paged-1", "paged-2"])


@check("managed policies are created, attached, listed and detached")
def _():
    role("attached")
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}
    arn = iam.create_policy(PolicyName="queues", PolicyDocument=json.dumps(document))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="attached", PolicyArn=arn)
    attached = iam.list_attached_role_policies(RoleName="attached")["AttachedPolicies"]
    equal(attached, [{"PolicyName": "queues", "PolicyArn": arn}])
    equal(iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"], 1)
    equal(iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"], document)
    with refused("DeleteConflict"):
        iam.delete_policy(PolicyArn=arn)
    iam.detach_role_policy(RoleName="attached", PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)


@check("common mistakes are told in IAM's words")
def _():
    with refused("MalformedPolicyDocument"):
        iam.create_role(RoleName="bad", AssumeRolePolicyDocument="{")
    with refused("ValidationError"):
        iam.create_role(RoleName="not a name", AssumeRolePolicyDocument=json.dumps(TRUST))
    with refused("NoSuchEntity", status=404):
        iam.get_role(RoleName="none")
    with refused("InvalidAction"):
        iam.list_users()
