"""What boto3's resource API for DynamoDB finds: numbers as Decimal, sets, batch writers, conditions as objects."""

from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key

import check as engine
from check import check, equal

resource = boto3.resource(
    "dynamodb",
    endpoint_url=engine.ENDPOINT,
    region_name="us-east-1",
    aws_access_key_id="000000000000",
    aws_secret_access_key="secret",
)


def things(name):
    table = resource.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "kind", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
        AttributeDefinitions=[
            {"AttributeName": "kind", "AttributeType": "S"},
            {"AttributeName": "at", "AttributeType": "N"},
        ],
        ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
    )
    table.wait_until_exists()
    return table


@check("numbers are Decimals, exactly")
def _():
    table = things("decimals")
    numbers = [Decimal(text) for text in ("0", "1E+37", "-1E-100", "0.1", "123456789012345678901234567890.12345678")]
    for at, number in enumerate(numbers):
        table.put_item(Item={"kind": "n", "at": at, "value": number, "set": {number, Decimal(-5)}})
    found = table.query(KeyConditionExpression=Key("kind").eq("n"))["Items"]
    equal([item["value"] for item in found], numbers)
    equal([item["set"] for item in found], [{number, Decimal(-5)} for number in numbers])


@check("a batch writer writes and deletes, and drops duplicates when told")
def _():
    table = things("written")
    with table.batch_writer(overwrite_by_pkeys=["kind", "at"]) as batch:
        for at in range(60):
            batch.put_item(Item={"kind": "w", "at": Decimal(at % 50), "value": at})
    equal(table.scan()["Count"], 50)
    with table.batch_writer() as batch:
        for at in range(0, 50, 2):
            batch.delete_item(Key={"kind": "w", "at": at})
    equal(table.scan(Select="COUNT")["Count"], 25)
    table.reload()
    equal(table.item_count, 25)


@check("conditions on keys and attributes select")
def _():
    table = things("selected")
    for at in range(-5, 6):
        table.put_item(Item={"kind": "s", "at": at, "tags": {"odd" if at % 2 else "even"}, "name": f"n{at}"})
    found = table.query(
        KeyConditionExpression=Key("kind").eq("s") & Key("at").between(-3, 3),
        FilterExpression=Attr("tags").contains("odd") & ~Attr("name").eq("n1"),
        ProjectionExpression="#n, #a",
        ExpressionAttributeNames={"#n": "name", "#a": "at"},
    )
    equal(found["Items"], [{"name": f"n{at}", "at": at} for at in (-3, -1, 3)])
    equal((found["Count"], found["ScannedCount"]), (3, 7))
    kept = table.scan(FilterExpression=Attr("name").begins_with("n-") | Attr("at").is_in([5]))["Items"]
    equal(len(kept), 6)
    sized = table.scan(FilterExpression=Attr("name").size().gt(2) & Attr("tags").attribute_type("SS"))
    equal(sized["Count"], 5)


@check("a conditional put through the resource raises the client's exception")
def _():
    table = things("guarded")
    item = {"kind": "g", "at": 1}
    table.put_item(Item=item, ConditionExpression=Attr("kind").not_exists())
    try:
        table.put_item(Item=item, ConditionExpression=Attr("kind").not_exists())
        raise AssertionError("put twice")
    except resource.meta.client.exceptions.ConditionalCheckFailedException:
        pass
    answer = table.update_item(
        Key=item, UpdateExpression="SET hits = if_not_exists(hits, :z) + :o",
        ExpressionAttributeValues={":z": 0, ":o": Decimal("1.5")}, ReturnValues="ALL_NEW",
    )
    equal(answer["Attributes"], {"kind": "g", "at": Decimal(1), "hits": Decimal("1.5")})
    equal(table.delete_item(Key=item, ReturnValues="ALL_OLD")["Attributes"]["hits"], Decimal("1.5"))
