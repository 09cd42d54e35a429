"""What boto3's DynamoDB client finds of items: paginators, exceptions by class, limits."""

from check import check, equal, refused
from dynamodb_table_checks import dynamodb, key, table


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
    one = {"L": [{"N": "1"}]}
    appended = "SET l = list_append(if_not_exists(l, :none), :one)"
    equal(update(appended, "UPDATED_NEW", none={"L": []}, one=one), {"l": one})


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
            "Transaction cancelled, please refer cancellation reasons for specific reasons "
            "[None, ConditionalCheckFailed]",
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
    with refused("ValidationException", "key attribute cannot contain an empty string value. Key: pk"):
        put({"pk": {"S": ""}, "sk": {"S": "a"}})
    with refused("ValidationException", "The provided key element does not match the schema"):
        dynamodb.get_item(TableName="mistakes", Key=key("a"))
    with refused("ValidationException", "Item size has exceeded the maximum allowed size"):
        put({**key("a", "b"), "big": {"S": "x" * 410_000}})
    with refused("ValidationException", "Attribute name is a reserved keyword; reserved keyword: name"):
        put(key("a", "b"), ConditionExpression="name = pk")
    with refused("ValidationException", "An expression attribute value used in expression is not defined"):
        put(key("a", "b"), ConditionExpression="pk = :missing")
    with refused("ValidationException", "ExpressionAttributeValues unused in expressions: keys: {:x}"):
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
