"""What boto3's DynamoDB client finds of tables: waiters, lists, indexes, settings."""

from check import check, client, equal, refused

dynamodb = client("dynamodb")


def table(name, range_key=False, **more):
    keys = [("pk", "HASH")] + ([("sk", "RANGE")] if range_key else [])
    dynamodb.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in keys],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key, _ in keys]
        + more.pop("attributes", []),
        BillingMode="PAY_PER_REQUEST",
        **more,
    )
    dynamodb.get_waiter("table_exists").wait(TableName=name)
    return name


def key(pk, sk=None):
    return {"pk": {"S": pk}, **({"sk": {"S": sk}} if sk else {})}


@check("a table is created, waited for, described and deleted")
def _():
    table("life")
    described = dynamodb.describe_table(TableName="life")["Table"]
    equal(described["TableStatus"], "ACTIVE")
    equal(described["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST")
    equal(described["ItemCount"], 0)
    try:
        table("life")
        raise AssertionError("created twice")
    except dynamodb.exceptions.ResourceInUseException as error:
        equal(error.response["Error"]["Message"], "Table already exists: life")
    dynamodb.delete_table(TableName="life")
    dynamodb.get_waiter("table_not_exists").wait(TableName="life")
    try:
        dynamodb.describe_table(TableName="life")
        raise AssertionError("described after its deletion")
    except dynamodb.exceptions.ResourceNotFoundException as error:
        equal(error.response["Error"]["Message"], "Requested resource not found: Table: life not found")


@check("an index is queried, and tells what it projects")
def _():
    table(
        "indexed",
        attributes=[{"AttributeName": "owner", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-owner",
                "KeySchema": [
                    {"AttributeName": "owner", "KeyType": "HASH"},
                    {"AttributeName": "at", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    )
    for name, at in (("a", "10"), ("b", "9"), ("c", "-1")):
        item = {**key(name), "owner": {"S": "o"}, "at": {"N": at}, "x": {"S": "x"}}
        dynamodb.put_item(TableName="indexed", Item=item)
    dynamodb.put_item(TableName="indexed", Item=key("unowned"))
    found = dynamodb.query(
        TableName="indexed",
        IndexName="by-owner",
        KeyConditionExpression="#o = :o",
        ExpressionAttributeNames={"#o": "owner"},
        ExpressionAttributeValues={":o": {"S": "o"}},
        ReturnConsumedCapacity="INDEXES",
    )
    equal([item["pk"]["S"] for item in found["Items"]], ["c", "b", "a"])
    equal("x" in found["Items"][0], False)
    equal(found["ConsumedCapacity"]["GlobalSecondaryIndexes"]["by-owner"]["CapacityUnits"], 0.5)
    with refused("ValidationException", "Consistent reads are not supported on global secondary indexes"):
        dynamodb.scan(TableName="indexed", IndexName="by-owner", ConsistentRead=True)
    with refused("ValidationException", "The table does not have the specified index: none"):
        dynamodb.scan(TableName="indexed", IndexName="none")


@check("a table of another account is not found; an access key of 12 digits is that account's")
def _():
    table("mine")
    other = client("dynamodb", account="111122223333")
    with refused("ResourceNotFoundException"):
        other.describe_table(TableName="mine")
    equal("mine" in other.list_tables()["TableNames"], False)


@check("lists of tables page")
def _():
    for at in range(3):
        table(f"listed-{at}")
    pages = dynamodb.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 2})
    names = [name for page in pages for name in page["TableNames"]]
    equal(names, sorted(names))
    equal({"listed-0", "listed-1", "listed-2"} <= set(names), True)


@check("time to live, tags and backups are settings that read back")
def _():
    arn = dynamodb.describe_table(TableName=table("settings"))["Table"]["TableArn"]
    dynamodb.update_time_to_live(
        TableName="settings", TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
    )
    equal(dynamodb.describe_time_to_live(TableName="settings")["TimeToLiveDescription"]["AttributeName"], "expires")
    dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "k", "Value": ""}])
    equal(dynamodb.list_tags_of_resource(ResourceArn=arn)["Tags"], [{"Key": "k", "Value": ""}])
    dynamodb.untag_resource(ResourceArn=arn, TagKeys=["k"])
    equal(dynamodb.list_tags_of_resource(ResourceArn=arn)["Tags"], [])
    status = dynamodb.describe_continuous_backups(TableName="settings")["ContinuousBackupsDescription"]
    equal(status["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"], "DISABLED")


@check("an operation the engine lacks is unknown")
def _():
    with refused("UnknownOperationException", status=400):
        dynamodb.list_backups()
