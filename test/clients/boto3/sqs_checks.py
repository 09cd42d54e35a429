"""What boto3 finds of SQS, over the Query protocol."""

import json
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

from check import check, client, equal, refused

sqs = client("sqs", max_pool_connections=20)


def queue(name, **attributes):
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]


def attributes_of(url, *names):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(names) or ["All"]).get("Attributes", {})


def receive(url, **more):
    return sqs.receive_message(QueueUrl=url, **more).get("Messages", [])


@check("a queue is created, found, listed and deleted")
def _():
    url = queue("life", VisibilityTimeout="5")
    equal(url.endswith("/000000000000/life"), True)
    equal(sqs.get_queue_url(QueueName="life")["QueueUrl"], url)
    equal(queue("life", VisibilityTimeout="5"), url)
    equal(sqs.list_queues(QueueNamePrefix="lif")["QueueUrls"], [url])
    equal(attributes_of(url, "VisibilityTimeout", "QueueArn")["QueueArn"], "arn:aws:sqs:us-east-1:000000000000:life")
    with refused("QueueAlreadyExists", "the same name and a different value for attribute VisibilityTimeout"):
        queue("life", VisibilityTimeout="6")
    sqs.delete_queue(QueueUrl=url)
    try:
        sqs.get_queue_url(QueueName="life")
        raise AssertionError("found after its deletion")
    except sqs.exceptions.QueueDoesNotExist as error:
        equal(error.response["Error"]["Code"], "AWS.SimpleQueueService.NonExistentQueue")
        equal(error.response["Error"]["Message"], "The specified queue does not exist for this wsdl version.")
    equal("QueueUrls" in sqs.list_queues(QueueNamePrefix="lif"), False)


@check("a message comes back as it was sent, digests checked by the client")
def _():
    url = queue("as-sent")
    body = "é <&> \"'\r\n\t𝄞"
    sent = sqs.send_message(
        QueueUrl=url,
        MessageBody=body,
        MessageAttributes={
            "text": {"DataType": "String", "StringValue": "ü"},
            "bytes": {"DataType": "Binary.png", "BinaryValue": bytes(range(256))},
            "number": {"DataType": "Number", "StringValue": "1.50"},
        },
    )
    (message,) = receive(url, AttributeNames=["All"], MessageAttributeNames=["All"])
    equal((message["Body"], message["MD5OfBody"]), (body, sent["MD5OfMessageBody"]))
    equal(message["MD5OfMessageAttributes"], sent["MD5OfMessageAttributes"])
    equal(message["MessageAttributes"]["bytes"]["BinaryValue"], bytes(range(256)))
    equal(message["Attributes"]["ApproximateReceiveCount"], "1")
    equal(attributes_of(url)["ApproximateNumberOfMessagesNotVisible"], "1")
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    (again,) = receive(url, AttributeNames=["ApproximateReceiveCount"])
    equal(again["Attributes"], {"ApproximateReceiveCount": "2"})
    sqs.delete_message(QueueUrl=url, ReceiptHandle=again["ReceiptHandle"])
    equal(attributes_of(url)["ApproximateNumberOfMessagesNotVisible"], "0")


@check("concurrent long polls each get a message as soon as it is sent")
def _():
    url = queue("polled")
    with ThreadPoolExecutor(8) as pool:
        started = monotonic()
        polls = [pool.submit(receive, url, WaitTimeSeconds=20) for _ in range(8)]
        sleep(0.3)
        entries = [{"Id": f"{at}", "MessageBody": f"{at}"} for at in range(8)]
        equal(len(sqs.send_message_batch(QueueUrl=url, Entries=entries)["Successful"]), 8)
        bodies = sorted(message["Body"] for poll in polls for message in poll.result())
    equal(bodies, [f"{at}" for at in range(8)])
    equal(monotonic() - started < 15, True)
    started = monotonic()
    equal(receive(url, WaitTimeSeconds=1), [])
    equal(monotonic() - started >= 0.9, True)


@check("batches tell what failed, entry by entry")
def _():
    url = queue("batches")
    sent = sqs.send_message_batch(
        QueueUrl=url,
        Entries=[{"Id": "good", "MessageBody": "x"}, {"Id": "bad", "MessageBody": "x", "DelaySeconds": 901}],
    )
    equal([one["Id"] for one in sent["Successful"]], ["good"])
    failed = [(one["Id"], one["Code"], one["SenderFault"]) for one in sent["Failed"]]
    equal(failed, [("bad", "InvalidParameterValue", True)])
    (message,) = receive(url)
    deleted = sqs.delete_message_batch(
        QueueUrl=url,
        Entries=[{"Id": "a", "ReceiptHandle": message["ReceiptHandle"]}, {"Id": "b", "ReceiptHandle": "nonsense"}],
    )
    equal([one["Id"] for one in deleted["Successful"]], ["a"])
    equal([(one["Id"], one["Code"]) for one in deleted["Failed"]], [("b", "ReceiptHandleIsInvalid")])
    with refused("AWS.SimpleQueueService.BatchEntryIdsNotDistinct"):
        sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": "a", "MessageBody": "x"}] * 2)
    with refused("AWS.SimpleQueueService.TooManyEntriesInBatchRequest"):
        sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": f"{at}", "MessageBody": "x"} for at in range(11)])
    with refused("AWS.SimpleQueueService.EmptyBatchRequest"):
        sqs.send_message_batch(QueueUrl=url, Entries=[])


@check("a message received too often moves to the dead letters")
def _():
    dead = queue("dead")
    dead_arn = attributes_of(dead, "QueueArn")["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 1})
    url = queue("retried", RedrivePolicy=redrive)
    sqs.send_message(QueueUrl=url, MessageBody="poison")
    receive(url, VisibilityTimeout=0)
    equal(receive(url), [])
    equal(attributes_of(dead)["ApproximateNumberOfMessages"], "1")
    equal(sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"], [url])


@check("FIFO queues keep order and drop what was sent before")
def _():
    url = queue("line.fifo", FifoQueue="true", ContentBasedDeduplication="true")
    for body in ("1", "2", "2", "3"):
        sqs.send_message(QueueUrl=url, MessageBody=body, MessageGroupId="g")
    messages = receive(url, MaxNumberOfMessages=10, AttributeNames=["All"])
    equal([message["Body"] for message in messages], ["1", "2", "3"])
    equal(messages[0]["Attributes"]["MessageGroupId"], "g")
    with refused("MissingParameter", "The request must contain the parameter MessageGroupId."):
        sqs.send_message(QueueUrl=url, MessageBody="x")


@check("lists of queues page")
def _():
    urls = [queue(f"paged-{at}") for at in range(5)]
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix="paged-", PaginationConfig={"PageSize": 2})
    equal([page["QueueUrls"] for page in pages], [urls[:2], urls[2:4], urls[4:]])


@check("common mistakes are told in SQS's words")
def _():
    url = queue("mistakes")
    with refused("InvalidParameterValue", "Can only include alphanumeric characters, hyphens, or underscores"):
        queue("not a name")
    with refused("MissingParameter", "The request must contain the parameter MessageBody."):
        sqs.send_message(QueueUrl=url, MessageBody="")
    with refused("InvalidParameterValue", "One or more parameters are invalid. Reason: Message must be shorter than"):
        sqs.send_message(QueueUrl=url, MessageBody="x" * (1024 * 1024 + 1))
    with refused("InvalidMessageContents"):
        sqs.send_message(QueueUrl=url, MessageBody="\x00")
    with refused("InvalidParameterValue", "Value 11 for parameter MaxNumberOfMessages is invalid."):
        receive(url, MaxNumberOfMessages=11)
    with refused("InvalidParameterValue", "Value 21 for parameter WaitTimeSeconds is invalid."):
        receive(url, WaitTimeSeconds=21)
    with refused("ReceiptHandleIsInvalid", 'The input receipt handle "nonsense" is not a valid receipt handle.'):
        sqs.delete_message(QueueUrl=url, ReceiptHandle="nonsense")
    with refused("InvalidAttributeName", "Unknown Attribute"):
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Nonsense": "1"})
    with refused("InvalidAttributeValue", "Invalid value for the parameter VisibilityTimeout."):
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "43201"})
    with refused("AWS.SimpleQueueService.NonExistentQueue", status=400):
        receive(url + "-none")


@check("tags and policies read back; purged queues are empty")
def _():
    url = queue("settings")
    sqs.tag_queue(QueueUrl=url, Tags={"a": "1", "b": ""})
    equal(sqs.list_queue_tags(QueueUrl=url)["Tags"], {"a": "1", "b": ""})
    sqs.untag_queue(QueueUrl=url, TagKeys=["a"])
    equal(sqs.list_queue_tags(QueueUrl=url)["Tags"], {"b": ""})
    sqs.add_permission(QueueUrl=url, Label="let", AWSAccountIds=["111122223333"], Actions=["SendMessage"])
    (statement,) = json.loads(attributes_of(url)["Policy"])["Statement"]
    equal(statement["Sid"], "let")
    sqs.send_message(QueueUrl=url, MessageBody="x")
    sqs.purge_queue(QueueUrl=url)
    equal(receive(url), [])
    other = client("sqs", account="111122223333")
    other.send_message(QueueUrl=url, MessageBody="from elsewhere")
    with refused("AccessDenied", status=403):
        other.receive_message(QueueUrl=url)
    with refused("AWS.SimpleQueueService.PurgeQueueInProgress", status=403):
        sqs.purge_queue(QueueUrl=url)
