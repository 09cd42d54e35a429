"""What boto3 finds of SNS."""

import json

from check import check, client, equal, refused

sns = client("sns")
sqs = client("sqs")


def topic(name, **more):
    return sns.create_topic(Name=name, **more)["TopicArn"]


def queue(name):
    """The URL and the ARN of a queue that lets every topic in."""
    arn = f"arn:aws:sqs:us-east-1:000000000000:{name}"
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return sqs.create_queue(QueueName=name, Attributes={"Policy": policy})["QueueUrl"], arn


def receive(url):
    found = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10, MessageAttributeNames=["All"])
    return found.get("Messages", [])


@check("a topic is created, found, tagged and deleted")
def _():
    arn = topic("life", Attributes={"DisplayName": "Life"}, Tags=[{"Key": "a", "Value": "b"}])
    equal(topic("life"), arn)
    equal(sns.get_topic_attributes(TopicArn=arn)["Attributes"]["DisplayName"], "Life")
    sns.tag_resource(ResourceArn=arn, Tags=[{"Key": "c", "Value": "d"}])
    sns.untag_resource(ResourceArn=arn, TagKeys=["a"])
    equal(sns.list_tags_for_resource(ResourceArn=arn)["Tags"], [{"Key": "c", "Value": "d"}])
    equal({"TopicArn": arn} in sns.list_topics()["Topics"], True)
    sns.add_permission(TopicArn=arn, Label="all", AWSAccountId=["111111111111"], ActionName=["Publish"])
    sns.remove_permission(TopicArn=arn, Label="all")
    sns.delete_topic(TopicArn=arn)
    with refused("NotFound", "Topic does not exist", 404):
        sns.get_topic_attributes(TopicArn=arn)


@check("raw messages arrive with their attributes, others in an envelope")
def _():
    arn = topic("arrivals")
    (raw_url, raw), (url, endpoint) = queue("raw"), queue("envelope")
    sns.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=raw, Attributes={"RawMessageDelivery": "true"})
    sns.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=endpoint)
    attributes = {
        "photo": {"DataType": "Binary", "BinaryValue": bytes(range(256))},
        "tags": {"DataType": "String.Array", "StringValue": '["a", "b"]'},
    }
    sns.publish(TopicArn=arn, Message="é", MessageAttributes=attributes)
    (message,) = receive(raw_url)
    equal((message["Body"], message["MessageAttributes"]), ("é", attributes))
    (message,) = receive(url)
    equal(json.loads(message["Body"])["MessageAttributes"]["tags"], {"Type": "String.Array", "Value": '["a", "b"]'})


@check("a subscription's attributes are set, its filter checked")
def _():
    arn = topic("filtered")
    _, endpoint = queue("filtered")
    subscription = sns.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=endpoint)["SubscriptionArn"]

    def put(name, value):
        sns.set_subscription_attributes(SubscriptionArn=subscription, AttributeName=name, AttributeValue=value)

    with refused("InvalidParameter", "Filter policy scope MessageAttributes does not support nested filter policy"):
        put("FilterPolicy", json.dumps({"a": {"b": ["c"]}}))
    put("FilterPolicyScope", "MessageBody")
    put("FilterPolicy", json.dumps({"a": {"b": ["c"]}}))
    found = sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
    equal((found["FilterPolicyScope"], found["Protocol"]), ("MessageBody", "sqs"))
    sns.unsubscribe(SubscriptionArn=subscription)
    equal(sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"], [])


@check("a batch is published, too large a one is not")
def _():
    arn = topic("batch")
    entries = [{"Id": str(number), "Message": "x"} for number in range(11)]
    with refused("TooManyEntriesInBatchRequest"):
        sns.publish_batch(TopicArn=arn, PublishBatchRequestEntries=entries)
    done = sns.publish_batch(TopicArn=arn, PublishBatchRequestEntries=entries[:10])
    equal((len(done["Successful"]), done["Failed"]), (10, []))
