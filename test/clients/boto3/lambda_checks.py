"""What boto3 finds of Lambda."""

import base64
import io
import json
import zipfile

from check import check, client, equal, refused

functions = client("lambda")
iam = client("iam")
sqs = client("sqs")

CODE = """
exports.handler = async (event) => {
  console.log('called');
  if (event.fail) throw new TypeError('failed: ' + event.fail);
  return { echoed: event, setting: process.env.SETTING };
};
"""


def zipped(code=CODE):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.js", code)
    return out.getvalue()


def role(name, actions=()):
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    if actions:
        allow = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
        iam.put_role_policy(RoleName=name, PolicyName="work", PolicyDocument=policy)
    return arn


def function(name, actions=()):
    functions.create_function(
        FunctionName=name,
        Runtime="nodejs20.x",
        Handler="index.handler",
        Role=role(f"{name}-role", actions),
        Code={"ZipFile": zipped()},
        Environment={"Variables": {"SETTING": "é"}},
        Timeout=10,
    )
    functions.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    return name


@check("a function is created from a zip file, invoked, changed and deleted")
def _():
    function("echo")
    answer = functions.invoke(FunctionName="echo", Payload=json.dumps({"n": [1, "é"]}), LogType="Tail")
    equal((answer["StatusCode"], answer["ExecutedVersion"]), (200, "$LATEST"))
    equal(json.loads(answer["Payload"].read()), {"echoed": {"n": [1, "é"]}, "setting": "é"})
    equal(b"called" in base64.b64decode(answer["LogResult"]), True)
    failed = functions.invoke(FunctionName="echo", Payload=json.dumps({"fail": "é"}))
    equal(failed["FunctionError"], "Unhandled")
    error = json.loads(failed["Payload"].read())
    equal((error["errorType"], error["errorMessage"]), ("TypeError", "failed: é"))
    equal(functions.invoke(FunctionName="echo", InvocationType="Event", Payload=b"{}")["StatusCode"], 202)
    equal(functions.invoke(FunctionName="echo", InvocationType="DryRun")["StatusCode"], 204)
    found = functions.get_function(FunctionName="echo")
    equal(found["Configuration"]["Environment"]["Variables"], {"SETTING": "é"})
    changed = functions.update_function_configuration(
        FunctionName="echo", MemorySize=256, Environment={"Variables": {}}
    )
    equal(changed["MemorySize"], 256)
    functions.get_waiter("function_updated").wait(FunctionName="echo", WaiterConfig={"Delay": 1})
    equal(json.loads(functions.invoke(FunctionName="echo", Payload=b"1")["Payload"].read()), {"echoed": 1})
    code = zipped("exports.handler = async () => 'new';")
    functions.update_function_code(FunctionName="echo", ZipFile=code, Publish=True)
    equal(json.loads(functions.invoke(FunctionName="echo:1")["Payload"].read()), "new")
    functions.delete_function(FunctionName="echo")
    try:
        functions.get_function(FunctionName="echo")
        raise AssertionError("found after its deletion")
    except functions.exceptions.ResourceNotFoundException as error:
        equal(
            error.response["Error"]["Message"],
            "Function not found: arn:aws:lambda:us-east-1:000000000000:function:echo",
        )


@check("lists of functions page")
def _():
    for at in range(3):
        function(f"listed-{at}")
    pages = functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 1})
    names = [one["FunctionName"] for page in pages for one in page["Functions"]]
    equal([name for name in names if name.startswith("listed-")], ["listed-0", "listed-1", "listed-2"])


@check("an event source mapping feeds a function from a queue")
def _():
    function("fed", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])
    url = sqs.create_queue(QueueName="feeding")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    mapping = functions.create_event_source_mapping(FunctionName="fed", EventSourceArn=arn, BatchSize=1)
    equal(mapping["FunctionArn"], "arn:aws:lambda:us-east-1:000000000000:function:fed")
    sqs.send_message(QueueUrl=url, MessageBody="x")
    counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    for _ in range(200):
        left = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(counts))["Attributes"]
        if list(left.values()) == ["0", "0"]:
            break
    else:
        raise AssertionError(f"never consumed: {left}")
    equal(functions.get_event_source_mapping(UUID=mapping["UUID"])["State"], "Enabled")
    listed = functions.list_event_source_mappings(FunctionName="fed")["EventSourceMappings"]
    equal([one["UUID"] for one in listed], [mapping["UUID"]])
    functions.update_event_source_mapping(UUID=mapping["UUID"], BatchSize=5)
    equal(functions.get_event_source_mapping(UUID=mapping["UUID"])["BatchSize"], 5)
    with refused("ResourceConflictException", status=409):
        functions.create_event_source_mapping(FunctionName="fed", EventSourceArn=arn)
    functions.delete_event_source_mapping(UUID=mapping["UUID"])
    try:
        functions.get_event_source_mapping(UUID="11111111-2222-3333-4444-555555555555")
        raise AssertionError("found a mapping that never was")
    except functions.exceptions.ResourceNotFoundException:
        pass


@check("common mistakes are told in Lambda's words")
def _():
    arn = role("careless-role")
    create = lambda **more: functions.create_function(
        **{
            "FunctionName": "careless", "Runtime": "nodejs20.x", "Handler": "index.handler", "Role": arn,
            "Code": {"ZipFile": zipped()}, **more,
        }
    )
    with refused("InvalidParameterValueException", "Could not unzip uploaded file"):
        create(Code={"ZipFile": b"not a zip"})
    create()
    try:
        create()
        raise AssertionError("created twice")
    except functions.exceptions.ResourceConflictException as error:
        equal(error.response["Error"]["Message"], "Function already exist: careless")
    try:
        functions.invoke(FunctionName="careless", Payload=b"{")
        raise AssertionError("invoked with half a document")
    except functions.exceptions.InvalidRequestContentException as error:
        equal("Could not parse request body into json" in error.response["Error"]["Message"], True)
    missing = "Function not found: arn:aws:lambda:us-east-1:000000000000:function:none"
    with refused("ResourceNotFoundException", missing):
        functions.invoke(FunctionName="none")


@check("aliases, versions, permissions and tags read back")
def _():
    function("kept")
    version = functions.publish_version(FunctionName="kept")["Version"]
    functions.create_alias(FunctionName="kept", Name="live", FunctionVersion=version)
    equal(functions.get_alias(FunctionName="kept", Name="live")["FunctionVersion"], "1")
    equal(functions.invoke(FunctionName="kept:live", Payload=b"{}")["ExecutedVersion"], "1")
    functions.add_permission(
        FunctionName="kept", StatementId="s", Action="lambda:InvokeFunction", Principal="events.amazonaws.com"
    )
    equal(json.loads(functions.get_policy(FunctionName="kept")["Policy"])["Statement"][0]["Sid"], "s")
    functions.remove_permission(FunctionName="kept", StatementId="s")
    with refused("ResourceNotFoundException"):
        functions.get_policy(FunctionName="kept")
    arn = functions.get_function(FunctionName="kept")["Configuration"]["FunctionArn"]
    functions.tag_resource(Resource=arn, Tags={"a": "1", "b": "2"})
    functions.untag_resource(Resource=arn, TagKeys=["a"])
    equal(functions.list_tags(Resource=arn)["Tags"], {"b": "2"})
