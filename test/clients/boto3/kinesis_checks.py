"""What boto3 finds of Kinesis."""

from datetime import datetime, timezone

from check import check, client, equal, refused

kinesis = client("kinesis")


def stream(name, shards=1):
    kinesis.create_stream(StreamName=name, ShardCount=shards)
    kinesis.get_waiter("stream_exists").wait(StreamName=name, WaiterConfig={"Delay": 1})
    return name


def read(name, kind="TRIM_HORIZON", **more):
    records = []
    for shard in kinesis.list_shards(StreamName=name)["Shards"]:
        iterator = kinesis.get_shard_iterator(
            StreamName=name, ShardId=shard["ShardId"], ShardIteratorType=kind, **more
        )["ShardIterator"]
        records += kinesis.get_records(ShardIterator=iterator)["Records"]
    return records


@check("a stream is created, waited for, listed and deleted")
def _():
    stream("life", shards=2)
    described = kinesis.describe_stream(StreamName="life")["StreamDescription"]
    equal((described["StreamStatus"], len(described["Shards"])), ("ACTIVE", 2))
    equal(kinesis.describe_stream_summary(StreamName="life")["StreamDescriptionSummary"]["OpenShardCount"], 2)
    equal("life" in kinesis.list_streams()["StreamNames"], True)
    first = kinesis.list_shards(StreamName="life", MaxResults=1)
    rest = kinesis.list_shards(NextToken=first["NextToken"])
    equal([shard["ShardId"][-1] for shard in first["Shards"] + rest["Shards"]], ["0", "1"])
    pages = kinesis.get_paginator("describe_stream").paginate(StreamName="life", PaginationConfig={"PageSize": 1})
    equal(len(pages.build_full_result()["StreamDescription"]["Shards"]), 2)
    try:
        kinesis.create_stream(StreamName="life", ShardCount=1)
        raise AssertionError("created twice")
    except kinesis.exceptions.ResourceInUseException as error:
        equal(error.response["Error"]["Message"], "Stream life under account 000000000000 already exists.")
    kinesis.delete_stream(StreamName="life")
    kinesis.get_waiter("stream_not_exists").wait(StreamName="life", WaiterConfig={"Delay": 1})
    try:
        kinesis.describe_stream(StreamName="life")
        raise AssertionError("described after its deletion")
    except kinesis.exceptions.ResourceNotFoundException as error:
        equal(error.response["Error"]["Message"], "Stream life under account 000000000000 not found.")


@check("records come back as they were put, in order per key")
def _():
    stream("bytes", shards=3)
    payload = bytes(range(256))
    put = kinesis.put_record(StreamName="bytes", Data=payload, PartitionKey="ключ")
    (record,) = read("bytes")
    equal((record["Data"], record["PartitionKey"]), (payload, "ключ"))
    equal(record["SequenceNumber"], put["SequenceNumber"])
    entries = [{"Data": f"{at}".encode(), "PartitionKey": "k"} for at in range(500)]
    answer = kinesis.put_records(StreamName="bytes", Records=entries)
    equal((answer["FailedRecordCount"], len(answer["Records"])), (0, 500))
    data = [record["Data"] for record in read("bytes") if record["PartitionKey"] == "k"]
    equal(data, [entry["Data"] for entry in entries])


@check("an iterator starts after a sequence number, at a time, or at the end")
def _():
    stream("places")
    put = lambda text: kinesis.put_record(StreamName="places", Data=text, PartitionKey="k")["SequenceNumber"]
    numbers = [put(text) for text in ("0", "1", "2")]
    texts = lambda records: [record["Data"].decode() for record in records]
    equal(texts(read("places", "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber=numbers[0])), ["1", "2"])
    equal(texts(read("places", "AT_SEQUENCE_NUMBER", StartingSequenceNumber=numbers[2])), ["2"])
    equal(texts(read("places", "AT_TIMESTAMP", Timestamp=datetime(2020, 1, 1, tzinfo=timezone.utc))), ["0", "1", "2"])
    equal(read("places", "LATEST"), [])


@check("common mistakes are told in Kinesis's words")
def _():
    stream("mistakes")
    with refused("ValidationException", "Member must have length less than or equal to 256"):
        kinesis.put_record(StreamName="mistakes", Data=b"x", PartitionKey="k" * 257)
    with refused("ValidationException", "Member must have length less than or equal to 500"):
        kinesis.put_records(StreamName="mistakes", Records=[{"Data": b"", "PartitionKey": "k"}] * 501)
    with refused("InvalidArgumentException"):
        kinesis.get_records(ShardIterator="nonsense")
    missing = "Shard shardId-000000000009 in stream mistakes under account 000000000000 does not exist"
    with refused("ResourceNotFoundException", missing):
        kinesis.get_shard_iterator(
            StreamName="mistakes", ShardId="shardId-000000000009", ShardIteratorType="LATEST"
        )
    with refused("ResourceNotFoundException", "Stream none under account 000000000000 not found."):
        kinesis.put_record(StreamName="none", Data=b"x", PartitionKey="k")


@check("shards split and merge, and the open ones tell their parents")
def _():
    stream("shards")
    kinesis.split_shard(
        StreamName="shards", ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**127)
    )
    kinesis.get_waiter("stream_exists").wait(StreamName="shards", WaiterConfig={"Delay": 1})
    kinesis.merge_shards(
        StreamName="shards", ShardToMerge="shardId-000000000001", AdjacentShardToMerge="shardId-000000000002"
    )
    kinesis.get_waiter("stream_exists").wait(StreamName="shards", WaiterConfig={"Delay": 1})
    shards = kinesis.list_shards(StreamName="shards")["Shards"]
    equal([shard.get("ParentShardId", "")[-1:] for shard in shards], ["", "0", "0", "1"])
    equal(["EndingSequenceNumber" in shard["SequenceNumberRange"] for shard in shards], [True, True, True, False])
    with refused("ResourceInUseException"):
        kinesis.register_stream_consumer(StreamARN=arn_of("shards"), ConsumerName="c")
        kinesis.register_stream_consumer(StreamARN=arn_of("shards"), ConsumerName="c")


def arn_of(name):
    return kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["StreamARN"]
