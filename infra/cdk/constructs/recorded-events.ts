/** The bus of recorded events with its archive and the relay that feeds it. */

import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import { Archive, EventBus, Match } from 'aws-cdk-lib/aws-events';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { alarmWhenLate } from './alarm-when-late.ts';
import { denyPutEvents } from './deny-put-events.ts';
import { NodeFunction } from './node-function.ts';
import type { QuarantineBucket } from './quarantine-bucket.ts';

/** An entry is only ever added. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- CDK types a filter as any
const INSERTS = FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') }) as Record<string, string>;

export class RecordedEvents extends Construct {
  readonly bus: EventBus;
  readonly archive: Archive;
  private readonly busName: string;

  constructor(scope: Construct, id: string, { busName }: { readonly busName: string }) {
    super(scope, id);
    this.busName = busName;
    this.bus = new EventBus(this, 'Bus', { eventBusName: busName, description: 'What was recorded, with its version' });
    this.archive = new Archive(this, 'Archive', {
      sourceEventBus: this.bus,
      archiveName: `${busName}-recorded`,
      description: 'Every recorded event, for ever',
      eventPattern: { detail: { sequence: Match.exists() } },
      retention: Duration.days(0),
    });
  }

  /** Relays the event store's stream to the bus; what cannot be relayed before the stream forgets it goes to `failures`. */
  relay(eventStore: Table, failures: QuarantineBucket): NodeFunction {
    const relay = new NodeFunction(this, 'Relay', {
      description: 'Announces recorded events on the bus',
      entry: 'producers/relay/lambda.ts',
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: { RECORDED_BUS: this.bus.eventBusName },
    });
    this.bus.grantPutEventsTo(relay);
    relay.addEventSource(
      new DynamoEventSource(eventStore, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 200,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: -1,
        maxRecordAge: Duration.hours(23),
        filters: [INSERTS],
        onFailure: failures,
      }),
    );
    alarmWhenLate(relay);
    return relay;
  }

  /** Lets a function replay the archive, and follow and cancel its replays. */
  grantReplay(grantee: IFunction, { region, account, partition }: Stack): void {
    const replays = `arn:${partition}:events:${region}:${account}:replay/*`;
    const actions = ['events:StartReplay', 'events:DescribeReplay', 'events:CancelReplay', 'events:DescribeArchive'];
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.archive.archiveArn, this.bus.eventBusArn, replays] });
    Validations.of(grantee.role ?? grantee).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:replay/*]`,
      reason: 'A replay is named when it is started.',
    });
  }

  /** Nobody but these may put: what is on this bus was recorded, or announces that it was not. */
  closeToAllBut(roles: readonly IRole[]): void {
    denyPutEvents(this.bus, this.busName, 'OnlyRecorded', {
      ArnNotEquals: { 'aws:PrincipalArn': roles.map(({ roleArn }) => roleArn) },
    });
  }
}
