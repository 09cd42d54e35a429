"""What boto3's DynamoDB client finds: waiters, paginators, exceptions by class, limits."""

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


@check("every type of attribute comes back as it was put")
def _():
    table("types")
    item = {
        **key("ü–𝄞"),
        "empty": {"S": ""},
        "bytes": {"B": bytes(range(256))},
        "noBytes": {"B": b""},
        "number": {"N": "-1.23E-20"},
        "big": {"N": "99999999999999999999999999999999999999"},
        "flag": {"BOOL": False},
        "nothing": {"NULL": True},
        "list": {"L": [{"S": "a"}, {"L": []}, {"M": {}}]},
        "map": {"M": {"a.b c": {"M": {"": {"S": "x"}}}}},
        "texts": {"SS": ["b", "a"]},
        "numbers": {"NS": ["10", "2"]},
        "blobs": {"BS": [b"\xff", b"\x00"]},
    }
    dynamodb.put_item(TableName="types", Item=item)
    found = dynamodb.get_item(TableName="types", Key=key("ü–𝄞"), ConsistentRead=True)["Item"]
    for name in ("texts", "numbers", "blobs"):
        ((kind, values),) = found[name].items()
        item[name][kind].sort()
        values.sort()
    equal(found.pop("number"), {"N": "-0.0000000000000000000123"})
    del item["number"]
    equal(found, item)


@check("a failed condition is an exception of its own, with the item it met")
def _():
    table("conditions")
    dynamodb.put_item(TableName="conditions", Item={**key("a"), "n": {"N": "1"}})
    try:
        dynamodb.update_item(
            TableName="conditions",
            Key=key("a"),
            UpdateExpression="SET n = :n",
            ConditionExpression="n = :zero",
            ExpressionAttributeValues={":n": {"N": "2"}, ":zero": {"N": "0"}},
        )
        raise AssertionError("the condition holds")
    except dynamodb.exceptions.ConditionalCheckFailedException as error:
        equal(error.response["Error"]["Message"], "The conditional request failed")
        equal(error.response["ResponseMetadata"]["HTTPStatusCode"], 400)
    equal(dynamodb.get_item(TableName="conditions", Key=key("a"))["Item"]["n"], {"N": "1"})
    equal("Item" in dynamodb.get_item(TableName="conditions", Key=key("absent")), False)


@check("an update answers with the attributes asked for")
def _():
    table("updates")
    update = lambda expression, returned, **values: dynamodb.update_item(
        TableName="updates",
        Key=key("a"),
        UpdateExpression=expression,
        ReturnValues=returned,
        **({"ExpressionAttributeValues": {f":{name}": value for name, value in values.items()}} if values else {}),
    ).get("Attributes")
    equal(update("SET a = :a, b = :b", "ALL_NEW", a={"N": "1"}, b={"S": "x"})["a"], {"N": "1"})
    equal(update("SET a = a + :one", "UPDATED_NEW", one={"N": "1"}), {"a": {"N": "2"}})
    equal(update("ADD a :one REMOVE b", "UPDATED_OLD", one={"N": "1"}), {"a": {"N": "2"}, "b": {"S": "x"}})
    equal(update("REMOVE b", "NONE"), None)
    equal(update("SET l = list_append(if_not_exists(l, :e), :x)", "UPDATED_NEW", e={"L": []}, x={"L": [{"N": "1"}]}), {"l": {"L": [{"N": "1"}]}})


@check("queries and scans page, by paginator and by token")
def _():
    table("pages", range_key=True)
    for at in range(7):
        dynamodb.put_item(TableName="pages", Item=key("p", f"{at}"))
    query = {
        "TableName": "pages",
        "KeyConditionExpression": "pk = :p AND sk BETWEEN :from AND :to",
        "ExpressionAttributeValues": {":p": {"S": "p"}, ":from": {"S": "1"}, ":to": {"S": "5"}},
    }
    paginator = dynamodb.get_paginator("query")
    pages = list(paginator.paginate(**query, PaginationConfig={"PageSize": 2}))
    equal([page["Count"] for page in pages], [2, 2, 1])
    part = paginator.paginate(**query, ScanIndexForward=False, PaginationConfig={"MaxItems": 3}).build_full_result()
    equal([item["sk"]["S"] for item in part["Items"]], ["5", "4", "3"])
    config = {"StartingToken": part["NextToken"]}
    rest = paginator.paginate(**query, ScanIndexForward=False, PaginationConfig=config).build_full_result()
    equal([item["sk"]["S"] for item in rest["Items"]], ["2", "1"])
    scan = dynamodb.get_paginator("scan").paginate(TableName="pages", PaginationConfig={"PageSize": 3})
    equal(sum(page["Count"] for page in scan), 7)
    equal(dynamodb.scan(TableName="pages", Select="COUNT")["Count"], 7)
    halves = [dynamodb.scan(TableName="pages", Segment=at, TotalSegments=2)["Count"] for at in (0, 1)]
    equal(sum(halves), 7)


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
        dynamodb.put_item(TableName="indexed", Item={**key(name), "owner": {"S": "o"}, "at": {"N": at}, "x": {"S": "x"}})
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


@check("a cancelled transaction tells why, item by item")
def _():
    table("transactions")
    dynamodb.put_item(TableName="transactions", Item=key("there"))
    put = lambda pk: {
        "Put": {
            "TableName": "transactions",
            "Item": key(pk),
            "ConditionExpression": "attribute_not_exists(pk)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }
    try:
        dynamodb.transact_write_items(TransactItems=[put("new"), put("there")])
        raise AssertionError("not cancelled")
    except dynamodb.exceptions.TransactionCanceledException as error:
        reasons = error.response["CancellationReasons"]
        equal([reason["Code"] for reason in reasons], ["None", "ConditionalCheckFailed"])
        equal(reasons[1]["Item"], key("there"))
        equal(
            error.response["Error"]["Message"],
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
        )
    dynamodb.transact_write_items(TransactItems=[put("new")], ClientRequestToken="once")
    dynamodb.transact_write_items(TransactItems=[put("new")], ClientRequestToken="once")
    with refused("IdempotentParameterMismatchException"):
        dynamodb.transact_write_items(TransactItems=[put("newer")], ClientRequestToken="once")
    got = dynamodb.transact_get_items(
        TransactItems=[{"Get": {"TableName": "transactions", "Key": key(pk)}} for pk in ("new", "newer")]
    )
    equal(got["Responses"], [{"Item": key("new")}, {}])


@check("batches write 25 and get 100")
def _():
    table("batches")
    for start in range(0, 100, 25):
        requests = [{"PutRequest": {"Item": key(f"{at}")}} for at in range(start, start + 25)]
        equal(dynamodb.batch_write_item(RequestItems={"batches": requests})["UnprocessedItems"], {})
    keys = [key(f"{at}") for at in range(100)]
    got = dynamodb.batch_get_item(RequestItems={"batches": {"Keys": keys}})
    equal(len(got["Responses"]["batches"]), 100)
    equal(got["UnprocessedKeys"], {})
    with refused("ValidationException", "Provided list of item keys contains duplicates"):
        dynamodb.batch_get_item(RequestItems={"batches": {"Keys": [keys[0], keys[0]]}})
    with refused("ValidationException", "Member must have length less than or equal to 25"):
        dynamodb.batch_write_item(RequestItems={"batches": [{"DeleteRequest": {"Key": one}} for one in keys[:26]]})


@check("common mistakes are told in DynamoDB's words")
def _():
    table("mistakes", range_key=True)
    put = lambda item, **more: dynamodb.put_item(TableName="mistakes", Item=item, **more)
    with refused("ValidationException", "One or more parameter values were invalid: Missing the key sk in the item"):
        put(key("a"))
    with refused("ValidationException", "Type mismatch for key pk expected: S actual: N"):
        put({"pk": {"N": "1"}, "sk": {"S": "a"}})
    with refused("ValidationException", "The AttributeValue for a key attribute cannot contain an empty string value. Key: pk"):
        put({"pk": {"S": ""}, "sk": {"S": "a"}})
    with refused("ValidationException", "The provided key element does not match the schema"):
        dynamodb.get_item(TableName="mistakes", Key=key("a"))
    with refused("ValidationException", "Item size has exceeded the maximum allowed size"):
        put({**key("a", "b"), "big": {"S": "x" * 410_000}})
    with refused("ValidationException", "Attribute name is a reserved keyword; reserved keyword: name"):
        put(key("a", "b"), ConditionExpression="name = pk")
    with refused("ValidationException", "An expression attribute value used in expression is not defined"):
        put(key("a", "b"), ConditionExpression="pk = :missing")
    with refused("ValidationException", "Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}"):
        put(key("a", "b"), ConditionExpression="attribute_exists(pk)", ExpressionAttributeValues={":x": {"S": "x"}})
    with refused("ValidationException", 'Syntax error; token: "="'):
        put(key("a", "b"), ConditionExpression="pk = = sk")
    with refused("ValidationException", "The parameter cannot be converted to a numeric value"):
        put({**key("a", "b"), "n": {"N": "one"}})
    with refused("ValidationException", "Input collection [a, a] contains duplicates"):
        put({**key("a", "b"), "s": {"SS": ["a", "a"]}})
    with refused("ValidationException", "Query condition missed key schema element: pk"):
        dynamodb.query(
            TableName="mistakes", KeyConditionExpression="sk = :a", ExpressionAttributeValues={":a": {"S": "a"}}
        )


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
