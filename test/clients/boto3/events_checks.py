"""What boto3 finds of EventBridge."""

import json
from datetime import datetime, timedelta, timezone
from time import sleep

from check import check, client, equal, refused

events = client("events")
sqs = client("sqs")


@check("a rule delivers what it matches to its target")
def _():
    url = sqs.create_queue(QueueName="delivered")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.create_event_bus(Name="orders")
    pattern = json.dumps({"source": ["shop"], "detail": {"total": [{"numeric": [">", 10]}]}})
    rule_arn = events.put_rule(Name="large", EventBusName="orders", EventPattern=pattern)["RuleArn"]
    equal(rule_arn, "arn:aws:events:us-east-1:000000000000:rule/orders/large")
    put = events.put_targets(Rule="large", EventBusName="orders", Targets=[{"Id": "queue", "Arn": arn}])
    equal((put["FailedEntryCount"], put["FailedEntries"]), (0, []))
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    time = datetime(2026, 1, 2, tzinfo=timezone.utc)
    entry = {"Source": "shop", "DetailType": "Placed", "EventBusName": "orders", "Time": time}
    sent = events.put_events(
        Entries=[{**entry, "Detail": json.dumps({"total": total, "name": "é"})} for total in (5, 50)]
        + [{**entry, "Detail": "not json"}]
    )
    equal(sent["FailedEntryCount"], 1)
    equal(sent["Entries"][2]["ErrorCode"], "MalformedDetail")
    (message,) = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5, MaxNumberOfMessages=10)["Messages"]
    body = json.loads(message["Body"])
    equal((body["id"], body["time"]), (sent["Entries"][1]["EventId"], "2026-01-02T00:00:00Z"))
    equal((body["detail-type"], body["detail"]), ("Placed", {"total": 50, "name": "é"}))
    with refused("ValidationException", "Rule can't be deleted since it has targets."):
        events.delete_rule(Name="large", EventBusName="orders")
    events.remove_targets(Rule="large", EventBusName="orders", Ids=["queue"])
    events.delete_rule(Name="large", EventBusName="orders")
    with refused("ResourceNotFoundException", "Rule large does not exist on EventBus orders."):
        events.describe_rule(Name="large", EventBusName="orders")


@check("patterns are tested")
def _():
    event = {
        "id": "1", "source": "shop", "detail-type": "Placed", "account": "000000000000", "region": "us-east-1",
        "time": "2026-01-01T00:00:00Z", "resources": [], "detail": {"country": "DE", "n": 3},
    }
    matches = lambda pattern: events.test_event_pattern(
        EventPattern=json.dumps(pattern), Event=json.dumps(event)
    )["Result"]
    equal(matches({"detail": {"country": [{"prefix": "D"}]}}), True)
    equal(matches({"detail": {"country": [{"anything-but": ["DE", "AT"]}]}}), False)
    equal(matches({"detail": {"n": [{"numeric": [">", 0, "<=", 3]}]}}), True)
    equal(matches({"detail": {"missing": [{"exists": False}]}}), True)
    equal(matches({"$or": [{"source": ["x"]}, {"detail-type": [{"equals-ignore-case": "placed"}]}]}), True)
    with refused("InvalidEventPatternException", "Event pattern is not valid"):
        matches({"source": "shop"})
    with refused("ValidationException"):
        events.test_event_pattern(EventPattern='{"source":["a"]}', Event="not json")


@check("lists page by token; the default bus is there")
def _():
    for at in range(3):
        events.put_rule(Name=f"every-{at}", ScheduleExpression="rate(5 minutes)", State="DISABLED")
    names, token = [], {}
    while True:
        page = events.list_rules(NamePrefix="every-", Limit=2, **token)
        names += [rule["Name"] for rule in page["Rules"]]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    equal(names, ["every-0", "every-1", "every-2"])
    paged = events.get_paginator("list_rules").paginate(NamePrefix="every-").build_full_result()["Rules"]
    equal(len(paged), 3)
    equal("default" in [bus["Name"] for bus in events.list_event_buses()["EventBuses"]], True)
    equal(events.describe_rule(Name="every-0")["ScheduleExpression"], "rate(5 minutes)")


@check("an archive is created, described, changed and deleted")
def _():
    bus = events.describe_event_bus()["Arn"]
    arn = events.create_archive(ArchiveName="all", EventSourceArn=bus, RetentionDays=7)["ArchiveArn"]
    equal(arn, "arn:aws:events:us-east-1:000000000000:archive/all")
    with refused("ResourceAlreadyExistsException"):
        events.create_archive(ArchiveName="all", EventSourceArn=bus)
    events.update_archive(ArchiveName="all", RetentionDays=1, Description="a day")
    found = events.describe_archive(ArchiveName="all")
    equal((found["RetentionDays"], found["Description"], found["State"]), (1, "a day", "ENABLED"))
    equal(isinstance(found["CreationTime"], datetime), True)
    equal([archive["ArchiveName"] for archive in events.list_archives(NamePrefix="al")["Archives"]], ["all"])
    events.delete_archive(ArchiveName="all")
    with refused("ResourceNotFoundException"):
        events.describe_archive(ArchiveName="all")


@check("an archive is replayed to one rule, and a replay is described, listed and cancelled")
def _():
    url = sqs.create_queue(QueueName="replayed")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    bus = events.create_event_bus(Name="replays")["EventBusArn"]
    archive = events.create_archive(ArchiveName="replays", EventSourceArn=bus)["ArchiveArn"]
    time = datetime(2026, 1, 2, tzinfo=timezone.utc)
    entry = {"Source": "shop", "DetailType": "Placed", "EventBusName": "replays", "Detail": "{}"}
    hours = [{**entry, "Time": time + timedelta(hours=hour)} for hour in range(3)]
    ids = [put["EventId"] for put in events.put_events(Entries=hours)["Entries"]]
    pattern = json.dumps({"source": ["shop"]})
    for rule in ("one", "other"):
        rule_arn = events.put_rule(Name=rule, EventBusName="replays", EventPattern=pattern)["RuleArn"]
        events.put_targets(Rule=rule, EventBusName="replays", Targets=[{"Id": "queue", "Arn": arn}])
    replay = {
        "EventSourceArn": archive,
        "EventStartTime": time + timedelta(hours=1),
        "EventEndTime": time + timedelta(hours=2),
        "Destination": {"Arn": bus, "FilterArns": [rule_arn]},
    }
    started = events.start_replay(ReplayName="first", **replay)
    replay_arn = "arn:aws:events:us-east-1:000000000000:replay/first"
    equal((started["ReplayArn"], started["State"]), (replay_arn, "STARTING"))
    (message,) = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5, MaxNumberOfMessages=10)["Messages"]
    body = json.loads(message["Body"])
    equal((body["id"], body["replay-name"]), (ids[1], "first"))
    completed("first")
    found = events.describe_replay(ReplayName="first")
    equal({name: found[name] for name in replay}, replay)
    equal(found["EventLastReplayedTime"], time + timedelta(hours=1))
    equal(found["ReplayStartTime"] <= found["ReplayEndTime"], True)
    equal([one["ReplayName"] for one in events.list_replays(NamePrefix="fi")["Replays"]], ["first"])
    with refused("ResourceAlreadyExistsException", "Replay first already exists."):
        events.start_replay(ReplayName="first", **replay)
    with refused("IllegalStatusException"):
        events.cancel_replay(ReplayName="first")
    with refused("ValidationException", "Reason: Cross event bus replay is not permitted."):
        other = events.describe_event_bus()["Arn"]
        events.start_replay(ReplayName="second", **{**replay, "Destination": {"Arn": other}})


def completed(name):
    for _ in range(100):
        if events.describe_replay(ReplayName=name)["State"] == "COMPLETED":
            return
        sleep(0.05)
    raise AssertionError(f"replay {name} does not end")


@check("refusals have classes")
def _():
    for call, exception in (
        (lambda: events.describe_event_bus(Name="none"), events.exceptions.ResourceNotFoundException),
        (lambda: events.create_event_bus(Name="default"), events.exceptions.ResourceAlreadyExistsException),
        (lambda: events.put_rule(Name="bad", EventPattern="{"), events.exceptions.InvalidEventPatternException),
    ):
        try:
            call()
            raise AssertionError(f"no {exception.__name__}")
        except exception:
            pass
    with refused("ValidationException", "Parameter ScheduleExpression is not valid."):
        events.put_rule(Name="bad", ScheduleExpression="rate(5 minute)")
    with refused("ValidationException"):
        events.put_rule(Name="bad")
    with refused("ValidationException"):
        events.put_rule(Name="not a name", ScheduleExpression="rate(5 minutes)")
