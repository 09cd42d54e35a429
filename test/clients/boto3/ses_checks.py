"""What boto3 finds of SES, in both versions of its API, and of the mailbox."""

import json
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from urllib.request import urlopen

import check as engine
from check import check, client, equal, refused

sesv2 = client("sesv2")
ses = client("ses")


def mailbox(query=""):
    with urlopen(f"{engine.ENDPOINT}/_local/mail{query}") as answer:
        return json.load(answer)


@check("identities are created, shown and deleted")
def _():
    equal(sesv2.create_email_identity(EmailIdentity="a@life.test")["VerifiedForSendingStatus"], True)
    with refused("AlreadyExistsException"):
        sesv2.create_email_identity(EmailIdentity="a@life.test")
    equal(sesv2.get_email_identity(EmailIdentity="a@life.test")["IdentityType"], "EMAIL_ADDRESS")
    names = [identity["IdentityName"] for identity in sesv2.list_email_identities()["EmailIdentities"]]
    equal("a@life.test" in names, True)
    sesv2.delete_email_identity(EmailIdentity="a@life.test")
    with refused("NotFoundException", "Email identity a@life.test does not exist.", 404):
        sesv2.get_email_identity(EmailIdentity="a@life.test")
    equal(sesv2.get_account()["ProductionAccessEnabled"], True)


@check("raw mail is read as it was written")
def _():
    sesv2.create_email_identity(EmailIdentity="raw.test")
    mail = MIMEMultipart("alternative")
    mail["Subject"] = "Grüße aus Köln, die so lang sind, dass sie in der Zeile keinen Platz haben"
    mail["From"] = "shop@raw.test"
    mail["To"] = "Ann Öz <ann@raw.test>"
    mail.attach(MIMEText("Schöne Grüße", "plain", "utf-8"))
    mail.attach(MIMEText("<p>Schöne Grüße</p>", "html", "iso-8859-1"))
    new = sesv2.send_email(Content={"Raw": {"Data": mail.as_bytes()}})["MessageId"]
    old = ses.send_raw_email(RawMessage={"Data": mail.as_bytes()}, Destinations=["bob@raw.test"])["MessageId"]
    (found,) = mailbox("?to=ann@raw.test")
    equal(found["id"], new)
    equal((found["subject"], found["to"]), (mail["Subject"], ["Ann Öz <ann@raw.test>"]))
    equal((found["text"], found["html"]), ("Schöne Grüße", "<p>Schöne Grüße</p>"))
    equal([mail["id"] for mail in mailbox("?to=bob@raw.test")], [old])


@check("a refusal has the code of its version")
def _():
    message = {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}
    with refused("MessageRejected", "identities failed the check in region US-EAST-1: eve@x.test", 400):
        ses.send_email(Source="eve@x.test", Destination={"ToAddresses": ["a@x.test"]}, Message=message)
    many = {"ToAddresses": [f"a{number}@x.test" for number in range(51)]}
    with refused("InvalidParameterValue", "Recipient count exceeds 50."):
        ses.send_email(Source="eve@x.test", Destination=many, Message=message)
    with refused("BadRequestException", "Recipient count exceeds 50."):
        sesv2.send_email(FromEmailAddress="eve@x.test", Destination=many, Content={"Simple": message})
