"""What boto3 finds in a table's stream."""

from check import check, client, equal, refused
from dynamodb_table_checks import dynamodb, key, table

streams = client("dynamodbstreams")


def read(arn, shard, kind):
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType=kind)["ShardIterator"]
    return streams.get_records(ShardIterator=iterator)["Records"]


@check("a stream tells what changed, in order, before and after")
def _():
    table("changing", StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
    arn = dynamodb.describe_table(TableName="changing")["Table"]["LatestStreamArn"]
    dynamodb.put_item(TableName="changing", Item={**key("a"), "b": {"B": b"\x00\xff"}})
    dynamodb.put_item(TableName="changing", Item={**key("a"), "b": {"B": b"\x01"}})
    dynamodb.put_item(TableName="changing", Item={**key("a"), "b": {"B": b"\x01"}})
    dynamodb.delete_item(TableName="changing", Key=key("a"))
    equal([stream["StreamArn"] for stream in streams.list_streams(TableName="changing")["Streams"]], [arn])
    described = streams.describe_stream(StreamArn=arn)["StreamDescription"]
    equal((described["StreamStatus"], described["StreamViewType"]), ("ENABLED", "NEW_AND_OLD_IMAGES"))
    records = [record for shard in described["Shards"] for record in read(arn, shard["ShardId"], "TRIM_HORIZON")]
    equal([record["eventName"] for record in records], ["INSERT", "MODIFY", "REMOVE"])
    equal(records[1]["dynamodb"]["OldImage"]["b"], {"B": b"\x00\xff"})
    equal(records[1]["dynamodb"]["NewImage"]["b"], {"B": b"\x01"})
    equal(records[2]["dynamodb"]["Keys"], key("a"))
    numbers = [int(record["dynamodb"]["SequenceNumber"]) for record in records]
    equal(numbers, sorted(numbers))
    equal([record for shard in described["Shards"] for record in read(arn, shard["ShardId"], "LATEST")], [])


@check("streams refuse what does not exist")
def _():
    with refused("ResourceNotFoundException"):
        streams.describe_stream(
            StreamArn="arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-01-01T00:00:00.000"
        )
    with refused("ValidationException"):
        streams.get_records(ShardIterator="nonsense")
