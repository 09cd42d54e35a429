"""What boto3 finds of CloudFormation where no stack is."""

from check import check, client, equal, refused

cloudformation = client("cloudformation")


@check("no stacks are described, and a missing one by its name")
def _():
    equal(cloudformation.describe_stacks()["Stacks"], [])
    equal(cloudformation.get_paginator("list_stacks").paginate().build_full_result()["StackSummaries"], [])
    with refused("ValidationError", "Stack with id none does not exist"):
        cloudformation.describe_stacks(StackName="none")


@check("stacks are not changed over the API")
def _():
    with refused("ValidationError", "not available on the local engine"):
        cloudformation.create_stack(StackName="s", TemplateBody="{}")
