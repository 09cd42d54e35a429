"""Runs every check against the engine at the address given: python3 main.py http://127.0.0.1:4566"""

import sys

import check

check.ENDPOINT = sys.argv[1]

import cloudformation_checks
import dynamodb_checks
import dynamodb_resource_checks
import dynamodb_table_checks
import dynamodbstreams_checks
import events_checks
import iam_checks
import kinesis_checks
import lambda_checks
import malformed_checks
import s3_checks
import ses_checks
import sns_checks
import sqs_checks
import sts_checks

if __name__ == "__main__":
    check.run_all()
