/** A read model: its table, and the projector that keeps it up with the log. */

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Attribute, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { NodeFunction } from './node-function.ts';
import { Subscription } from './subscription.ts';

export interface ReadModelProps {
  readonly bus: IEventBus;
  readonly eventStore: Table;
  /** The projector's `lambda.ts`, from the repository's root. */
  readonly projector: string;
  readonly partitionKey: Attribute;
  readonly sortKey?: Attribute;
}

export class ReadModel extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { bus, eventStore, projector, ...keys }: ReadModelProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      ...keys,
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const handler = new NodeFunction(this, 'Projector', {
      description: `Folds recorded events into the read model ${id}`,
      entry: projector,
      timeout: Duration.seconds(30),
      memorySize: 512,
      environment: { TABLE: this.table.tableName, EVENT_STORE_TABLE: eventStore.tableName },
    });
    this.table.grant(handler, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    eventStore.grant(handler, 'dynamodb:Query');
    new Subscription(this, 'Events', { bus, handler, batchSize: 500, maxConcurrency: 5 });
  }
}
