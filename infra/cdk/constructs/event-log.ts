/** The log: the intake stream, the recorder that writes it, the table that keeps it, and the quarantine for the rest. */

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { alarmWhenLate } from './alarm-when-late.ts';
import { NodeFunction } from './node-function.ts';
import { QuarantineBucket } from './quarantine-bucket.ts';

export interface EventLogProps {
  /** The bus of recorded events, where a refusal is announced. */
  readonly recordedBus: IEventBus;
}

export class EventLog extends Construct {
  readonly intake: Stream;
  readonly table: Table;
  readonly quarantine: QuarantineBucket;
  readonly recorder: NodeFunction;

  constructor(scope: Construct, id: string, { recordedBus }: EventLogProps) {
    super(scope, id);
    this.intake = new Stream(this, 'Intake', {
      streamMode: StreamMode.ON_DEMAND,
      retentionPeriod: Duration.days(7),
      encryption: StreamEncryption.MANAGED,
    });
    this.table = new Table(this, 'EventStore', {
      partitionKey: { name: 'order', type: AttributeType.STRING },
      sortKey: { name: 'version', type: AttributeType.NUMBER },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.quarantine = new QuarantineBucket(this, 'Quarantine');
    this.recorder = new NodeFunction(this, 'Recorder', {
      description: 'Appends what arrived to its order, exactly once, or quarantines it',
      entry: 'projections/recorder/lambda.ts',
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: {
        EVENT_STORE_TABLE: this.table.tableName,
        QUARANTINE_BUCKET: this.quarantine.bucketName,
        RECORDED_BUS: recordedBus.eventBusName,
      },
    });
    this.table.grant(this.recorder, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem');
    this.quarantine.grantKeep(this.recorder);
    recordedBus.grantPutEventsTo(this.recorder);
    this.recorder.addEventSource(
      new KinesisEventSource(this.intake, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 500,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: -1,
        // An hour before the records expire: what nothing could be done about until then is kept whole in S3.
        maxRecordAge: Duration.hours(7 * 24 - 1),
        onFailure: this.quarantine,
      }),
    );
    alarmWhenLate(this.recorder);
  }
}
