/** A read model: its table, the projector that keeps it up with the log, and the rebuild that makes its generations. */

import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { typesWanted, type Projection } from '../../../domain/projection.ts';
import { NodeFunction } from './node-function.ts';
import { RebuildSchedule } from './rebuild-schedule.ts';
import type { RecordedEvents } from './recorded-events.ts';
import { Subscription } from './subscription.ts';

/** What every read model is fed from. */
export interface Feed {
  readonly recorded: RecordedEvents;
  readonly eventStore: Table;
  /** Says which generation of each read model is served. */
  readonly control: Table;
  readonly times: RebuildTimes;
}

/** The times a rebuild keeps to. */
export interface RebuildTimes {
  /** Until nobody goes by an old control record any more: twice what a projector goes by one, and longer than its writes take. */
  readonly barrier: Duration;
  /** How long an event may take to arrive in the archive. */
  readonly archiveLag: Duration;
  /** How long the generation that was served before can be served again. */
  readonly grace: Duration;
  /** How fast the event store is read, at most. */
  readonly eventsPerSecond: number;
}

export interface ReadModelProps {
  readonly feed: Feed;
  /** Its folder under `projections/` has its name. */
  readonly projection: Projection;
}

export class ReadModel extends Construct {
  readonly table: Table;
  /** What a query of it reads, for `QueryApi.route`. */
  readonly reads: { readonly TABLE: Table; readonly CONTROL_TABLE: Table };
  private readonly rebuild: NodeFunction;

  constructor(scope: Construct, id: string, { feed, projection }: ReadModelProps) {
    super(scope, id);
    const { recorded, eventStore, control, times } = feed;
    const folder = `projections/${projection.name}`;
    this.table = new Table(this, 'Rows', {
      partitionKey: { name: 'partition', type: AttributeType.STRING },
      sortKey: { name: 'sort', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.reads = { TABLE: this.table, CONTROL_TABLE: control };
    const environment = {
      TABLE: this.table.tableName,
      EVENT_STORE_TABLE: eventStore.tableName,
      CONTROL_TABLE: control.tableName,
      BARRIER_SECONDS: String(times.barrier.toSeconds()),
    };
    const projector = new NodeFunction(this, 'Projector', {
      description: `Folds recorded events into the read model ${id}`,
      entry: `${folder}/projector/lambda.ts`,
      timeout: Duration.seconds(30),
      memorySize: 512,
      environment,
    });
    const feeding = {
      bus: recorded.bus,
      events: typesWanted(projection),
      handler: projector,
      batchSize: 500,
      maxConcurrency: 5,
    };
    new Subscription(this, 'Events', feeding);
    const replayed = new Subscription(this, 'Replayed', { ...feeding, replay: 'only' });
    this.rebuild = new NodeFunction(this, 'Rebuild', {
      description: `Makes the generations of the read model ${id}`,
      entry: `${folder}/rebuild/lambda.ts`,
      timeout: Duration.minutes(15),
      memorySize: 1_024,
      environment: {
        ...environment,
        ARCHIVE_NAME: recorded.archive.archiveName,
        ARCHIVE_ARN: recorded.archive.archiveArn,
        RECORDED_BUS_ARN: recorded.bus.eventBusArn,
        REBUILD_RULE_ARN: replayed.rule.ruleArn,
        REBUILD_QUEUE_URL: replayed.queue.queueUrl,
        ARCHIVE_LAG_SECONDS: String(times.archiveLag.toSeconds()),
        GRACE_SECONDS: String(times.grace.toSeconds()),
        EVENTS_PER_SECOND: String(times.eventsPerSecond),
      },
    });
    for (const handler of [projector, this.rebuild]) {
      this.table.grant(handler, ...ROW_ACTIONS);
      eventStore.grant(handler, 'dynamodb:Query');
      control.grant(handler, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    }
    this.table.grant(this.rebuild, 'dynamodb:Scan', 'dynamodb:BatchWriteItem');
    eventStore.grant(this.rebuild, 'dynamodb:Scan', 'dynamodb:DescribeTable');
    control.grant(this.rebuild, 'dynamodb:DeleteItem');
    replayed.queue.grant(this.rebuild, 'sqs:GetQueueAttributes');
    recorded.grantReplay(this.rebuild, Stack.of(this));
    new RebuildSchedule(this, 'Schedule', this.rebuild);
    this.announce(id);
  }

  /** By these outputs the commands find a read model. */
  private announce(id: string): void {
    new CfnOutput(Stack.of(this), `${id}TableName`, { value: this.table.tableName });
    new CfnOutput(Stack.of(this), `${id}RebuildFunctionName`, { value: this.rebuild.functionName });
  }
}

const ROW_ACTIONS = ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'].map(
  (name) => `dynamodb:${name}`,
);
