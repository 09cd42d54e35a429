"""What boto3 finds of S3."""

import io
import json
import re
import urllib.error
import urllib.request

from boto3.s3.transfer import TransferConfig
from check import check, client, equal, refused

s3 = client("s3")


def bucket(name):
    s3.create_bucket(Bucket=name)
    s3.get_waiter("bucket_exists").wait(Bucket=name)
    return name


@check("a bucket is created, waited for, listed and deleted")
def _():
    bucket("life-of-a-bucket")
    equal("life-of-a-bucket" in [one["Name"] for one in s3.list_buckets()["Buckets"]], True)
    equal(s3.get_bucket_location(Bucket="life-of-a-bucket")["LocationConstraint"], None)
    s3.put_object(Bucket="life-of-a-bucket", Key="k", Body=b"")
    with refused("BucketNotEmpty", "The bucket you tried to delete is not empty", status=409):
        s3.delete_bucket(Bucket="life-of-a-bucket")
    s3.delete_object(Bucket="life-of-a-bucket", Key="k")
    s3.delete_bucket(Bucket="life-of-a-bucket")
    s3.get_waiter("bucket_not_exists").wait(Bucket="life-of-a-bucket")
    try:
        s3.list_objects_v2(Bucket="life-of-a-bucket")
        raise AssertionError("listed after its deletion")
    except s3.exceptions.NoSuchBucket as error:
        equal(error.response["Error"]["Message"], "The specified bucket does not exist")
        equal(error.response["Error"]["BucketName"], "life-of-a-bucket")
    with refused("404", "Not Found"):
        s3.head_bucket(Bucket="life-of-a-bucket")


@check("an object comes back as it was put")
def _():
    bucket("as-put")
    name = "dir/ü +&?%20 𝄞.txt"
    body = bytes(range(256)) * 10
    put = s3.put_object(
        Bucket="as-put", Key=name, Body=body, ContentType="text/x", CacheControl="no-store", Metadata={"who": "me"},
        ChecksumAlgorithm="SHA256",
    )
    got = s3.get_object(Bucket="as-put", Key=name, ChecksumMode="ENABLED")
    equal(got["Body"].read(), body)
    equal((got["ETag"], got["ContentType"], got["CacheControl"]), (put["ETag"], "text/x", "no-store"))
    equal((got["Metadata"], got["ChecksumSHA256"]), ({"who": "me"}, put["ChecksumSHA256"]))
    part = s3.get_object(Bucket="as-put", Key=name, Range="bytes=250-259")
    equal((part["Body"].read(), part["ContentRange"]), (body[250:260], "bytes 250-259/2560"))
    equal(s3.head_object(Bucket="as-put", Key=name)["ContentLength"], 2560)
    s3.get_waiter("object_exists").wait(Bucket="as-put", Key=name)
    with refused("304"):
        s3.get_object(Bucket="as-put", Key=name, IfNoneMatch=put["ETag"])
    with refused("PreconditionFailed", status=412):
        s3.get_object(Bucket="as-put", Key=name, IfMatch='"other"')
    with refused("InvalidRange", status=416):
        s3.get_object(Bucket="as-put", Key=name, Range="bytes=5000-")
    s3.copy_object(Bucket="as-put", Key="copy", CopySource={"Bucket": "as-put", "Key": name})
    equal(s3.get_object(Bucket="as-put", Key="copy")["ContentType"], "text/x")
    try:
        s3.get_object(Bucket="as-put", Key="absent")
        raise AssertionError("found an absent key")
    except s3.exceptions.NoSuchKey as error:
        equal(error.response["Error"]["Message"], "The specified key does not exist.")
        equal(error.response["Error"]["Key"], "absent")


@check("listings page, and fold what lies under a prefix")
def _():
    bucket("listed")
    for name in ("a/1", "a/2", "b/1", "c", "d <&>", "é"):
        s3.put_object(Bucket="listed", Key=name, Body=name.encode())
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket="listed", PaginationConfig={"PageSize": 2})
    keys = [item["Key"] for page in pages for item in page["Contents"]]
    equal(keys, ["a/1", "a/2", "b/1", "c", "d <&>", "é"])
    folded = s3.list_objects_v2(Bucket="listed", Delimiter="/")
    equal([one["Prefix"] for one in folded["CommonPrefixes"]], ["a/", "b/"])
    equal([one["Key"] for one in folded["Contents"]], ["c", "d <&>", "é"])
    older = s3.get_paginator("list_objects").paginate(Bucket="listed", Delimiter="/", PaginationConfig={"PageSize": 1})
    equal(len(older.build_full_result()["CommonPrefixes"]), 2)
    equal(s3.list_objects_v2(Bucket="listed", StartAfter="c", MaxKeys=1)["Contents"][0]["Key"], "d <&>")
    deleted = s3.delete_objects(Bucket="listed", Delete={"Objects": [{"Key": name} for name in keys + ["absent"]]})
    equal(len(deleted["Deleted"]), 7)
    equal(s3.list_objects_v2(Bucket="listed")["KeyCount"], 0)


@check("large files go up and come down in parts")
def _():
    bucket("parts")
    body = bytes(1024) * 1024 * 12
    config = TransferConfig(multipart_threshold=5 * 1024 * 1024, multipart_chunksize=5 * 1024 * 1024)
    s3.upload_fileobj(io.BytesIO(body), "parts", "large", Config=config)
    equal(s3.head_object(Bucket="parts", Key="large")["ETag"].endswith('-3"'), True)
    down = io.BytesIO()
    s3.download_fileobj("parts", "large", down, Config=config)
    equal(down.getvalue() == body, True)
    upload = s3.create_multipart_upload(Bucket="parts", Key="other")["UploadId"]
    part = s3.upload_part(Bucket="parts", Key="other", UploadId=upload, PartNumber=1, Body=b"x")
    equal([one["ETag"] for one in s3.list_parts(Bucket="parts", Key="other", UploadId=upload)["Parts"]], [part["ETag"]])
    s3.abort_multipart_upload(Bucket="parts", Key="other", UploadId=upload)
    with refused("NoSuchUpload", status=404):
        s3.list_parts(Bucket="parts", Key="other", UploadId=upload)


@check("versions are kept and removed one by one")
def _():
    bucket("versioned")
    s3.put_bucket_versioning(Bucket="versioned", VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket="versioned", Key="k", Body=b"1")["VersionId"]
    s3.put_object(Bucket="versioned", Key="k", Body=b"2")
    equal(s3.get_object(Bucket="versioned", Key="k", VersionId=first)["Body"].read(), b"1")
    equal(s3.delete_object(Bucket="versioned", Key="k")["DeleteMarker"], True)
    with refused("NoSuchKey"):
        s3.get_object(Bucket="versioned", Key="k")
    found = s3.list_object_versions(Bucket="versioned")
    equal((len(found["Versions"]), len(found["DeleteMarkers"])), (2, 1))
    for one in found["Versions"] + found["DeleteMarkers"]:
        s3.delete_object(Bucket="versioned", Key="k", VersionId=one["VersionId"])
    s3.delete_bucket(Bucket="versioned")


@check("a presigned URL works without credentials, and only while it is valid")
def _():
    bucket("presigned")
    put = s3.generate_presigned_url("put_object", Params={"Bucket": "presigned", "Key": "k"})
    with urllib.request.urlopen(urllib.request.Request(put, data=b"by url", method="PUT")) as answer:
        equal(answer.status, 200)
    get = s3.generate_presigned_url("get_object", Params={"Bucket": "presigned", "Key": "k"}, ExpiresIn=60)
    equal(urllib.request.urlopen(get).read(), b"by url")
    expired = re.sub("Expires=[0-9]+", "Expires=1", re.sub("Expires=1[0-9]{9}", "Expires=1577836800", get))
    try:
        urllib.request.urlopen(expired)
        raise AssertionError("read after it expired")
    except urllib.error.HTTPError as error:
        words = b"<Code>AccessDenied</Code><Message>Request has expired</Message>"
        equal((error.code, words in error.read()), (403, True))


@check("configurations read back, and are missed by name")
def _():
    bucket("configured")
    for call, code in (
        (s3.get_bucket_policy, "NoSuchBucketPolicy"),
        (s3.get_bucket_tagging, "NoSuchTagSet"),
        (s3.get_bucket_lifecycle_configuration, "NoSuchLifecycleConfiguration"),
        (s3.get_bucket_cors, "NoSuchCORSConfiguration"),
    ):
        with refused(code, status=404):
            call(Bucket="configured")
    rule = {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 3}}
    s3.put_bucket_lifecycle_configuration(Bucket="configured", LifecycleConfiguration={"Rules": [rule]})
    equal(s3.get_bucket_lifecycle_configuration(Bucket="configured")["Rules"], [rule])
    s3.put_bucket_tagging(Bucket="configured", Tagging={"TagSet": [{"Key": "a", "Value": "é"}]})
    equal(s3.get_bucket_tagging(Bucket="configured")["TagSet"], [{"Key": "a", "Value": "é"}])
    s3.put_object(Bucket="configured", Key="k", Tagging="x=1&y=%C3%A9")
    equal(s3.get_object_tagging(Bucket="configured", Key="k")["TagSet"][1], {"Key": "y", "Value": "é"})
    with refused("InvalidBucketName", status=400):
        s3.create_bucket(Bucket="Not_A_Bucket")


def post(form, content, file_name="photo.png"):
    """Posts a form as a browser would; status and body of the answer."""
    lines = [
        f'--limit\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form["fields"].items()
    ]
    lines.append(f'--limit\r\nContent-Disposition: form-data; name="file"; filename="{file_name}"\r\n\r\n')
    body = "".join(lines).encode() + content + b"\r\n--limit--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=limit"}
    try:
        with urllib.request.urlopen(urllib.request.Request(form["url"], data=body, headers=headers)) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@check("a presigned form uploads what its policy allows, with either signature")
def _():
    bucket("formed")
    for version in ("s3", "s3v4"):
        form = client("s3", signature_version=version).generate_presigned_post(
            "formed",
            "in/${filename}",
            Fields={"success_action_status": "201", "x-amz-meta-caption": "Fürth"},
            Conditions=[
                ["content-length-range", 1, 5],
                {"success_action_status": "201"},
                ["starts-with", "$x-amz-meta-caption", ""],
            ],
        )
        status, document = post(form, b"hello", version)
        equal((status, f"<Key>in/{version}</Key>".encode() in document), (201, True))
        found = s3.get_object(Bucket="formed", Key=f"in/{version}")
        equal((found["Body"].read(), found["Metadata"]), (b"hello", {"caption": "=?UTF-8?B?RsO8cnRo?="}))
        status, refusal = post(form, b"too long")
        equal((status, b"<Code>EntityTooLarge</Code>" in refusal), (400, True))
        form["fields"]["key"] = "out/of/bounds"
        status, refusal = post(form, b"hello")
        words = b"Invalid according to Policy: Policy Condition failed: [&quot;starts-with&quot;, &quot;$key&quot;"
        equal((status, words in refusal), (403, True))


@check("a bucket tells a queue of its objects")
def _():
    bucket("telling")
    sqs = client("sqs")
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": "arn:aws:sqs:us-east-1:000000000000:told",
        "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::telling"}},
    }
    url = sqs.create_queue(QueueName="told")["QueueUrl"]
    rule = {
        "QueueArn": "arn:aws:sqs:us-east-1:000000000000:told",
        "Events": ["s3:ObjectCreated:*"],
        "Filter": {"Key": {"FilterRules": [{"Name": "suffix", "Value": ".png"}]}},
    }
    configuration = {"QueueConfigurations": [rule], "EventBridgeConfiguration": {}}
    with refused("InvalidArgument", "Unable to validate the following destination configurations", status=400):
        s3.put_bucket_notification_configuration(Bucket="telling", NotificationConfiguration=configuration)
    policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    s3.put_bucket_notification_configuration(Bucket="telling", NotificationConfiguration=configuration)
    found = s3.get_bucket_notification_configuration(Bucket="telling")
    equal(found["QueueConfigurations"][0]["Filter"], rule["Filter"])
    equal("EventBridgeConfiguration" in found, True)
    s3.put_object(Bucket="telling", Key="a b+ü.png", Body=b"hello")
    s3.put_object(Bucket="telling", Key="a.gif", Body=b"hello")
    bodies = []
    while len(bodies) < 2:
        messages = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10, MaxNumberOfMessages=10).get("Messages", [])
        equal(messages != [], True)
        bodies += [json.loads(message["Body"]) for message in messages]
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    test, told = sorted(bodies, key=lambda body: "Records" in body)
    equal((test["Event"], test["Bucket"]), ("s3:TestEvent", "telling"))
    record = told["Records"][0]
    equal((record["eventName"], record["s3"]["object"]["key"]), ("ObjectCreated:Put", "a+b%2B%C3%BC.png"))


@check("rules for other origins read back, and are kept to")
def _():
    bucket("crossing")
    rule = {"AllowedOrigins": ["https://shop.example"], "AllowedMethods": ["PUT"], "AllowedHeaders": ["*"]}
    s3.put_bucket_cors(Bucket="crossing", CORSConfiguration={"CORSRules": [rule]})
    equal(s3.get_bucket_cors(Bucket="crossing")["CORSRules"], [rule])
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "crossing", "Key": "k"})

    def preflight(origin):
        headers = {"Origin": origin, "Access-Control-Request-Method": "PUT"}
        request = urllib.request.Request(url, headers=headers, method="OPTIONS")
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.headers["Access-Control-Allow-Origin"]
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Access-Control-Allow-Origin"]

    equal(preflight("https://shop.example"), (200, "https://shop.example"))
    equal(preflight("https://evil.example"), (403, None))
    s3.delete_bucket_cors(Bucket="crossing")
    with refused("NoSuchCORSConfiguration", status=404):
        s3.get_bucket_cors(Bucket="crossing")
