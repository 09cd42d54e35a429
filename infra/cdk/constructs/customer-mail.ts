/** What customers are told by e-mail: rule → topic → queue → function → SES, with a dead-letter queue at each step. */

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventField, type IEventBus, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { toldTypes } from '../../../projections/customer-mail/told-events.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { feedByQueue } from './feed-by-queue.ts';
import { NodeFunction } from './node-function.ts';

export interface CustomerMailProps {
  /** The bus of recorded events. */
  readonly bus: IEventBus;
  readonly eventStore: Table;
  /** The address that mail comes from; SES asks it whether it may. */
  readonly sender: string;
}

export class CustomerMail extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { bus, eventStore, sender }: CustomerMailProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.publishTold(bus);
    const sent = new Table(this, 'Sent', {
      partitionKey: { name: 'event', type: AttributeType.STRING },
      sortKey: { name: 'recipient', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expires',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Without it everybody would be told again.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const identity = new EmailIdentity(this, 'Sender', { identity: Identity.email(sender) });
    const mailer = new NodeFunction(this, 'Mailer', {
      description: 'Writes to customers about their orders',
      entry: 'projections/customer-mail/lambda.ts',
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: { EVENT_STORE_TABLE: eventStore.tableName, SENT_MAIL_TABLE: sent.tableName, SENDER: sender },
    });
    eventStore.grant(mailer, 'dynamodb:Query');
    sent.grant(mailer, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem');
    Grant.addToPrincipal({
      grantee: mailer,
      actions: ['ses:SendEmail'],
      resourceArns: [identity.emailIdentityArn],
      conditions: { StringEquals: { 'ses:FromAddress': sender } },
    });
    const queue = feedByQueue(this, {
      handler: mailer,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      // About what SES takes of an account in a second: https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
      maxConcurrency: 2,
      // An hour of SES not taking mail, about.
      maxReceiveCount: 10,
    });
    this.topic.addSubscription(
      new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: new DeadLetterQueue(this, 'Unqueued') }),
    );
  }

  /**
   * Recorded events only, and never a replay's: who was told is not told again. The topic hears where in the log the
   * event is, and nothing personal: the function reads the log.
   */
  private publishTold(bus: IEventBus): void {
    const field = (name: string): string => EventField.fromPath(`$.detail.${name}`);
    const fields = ['id', 'source', 'type', 'subject', 'time', 'sequence'];
    new Rule(this, 'Rule', {
      eventBus: bus,
      description: 'Events that customers are told of',
      eventPattern: {
        detailType: [...toldTypes],
        detail: { sequence: Match.exists() },
        // CDK has no property for it.
        ...({ 'replay-name': Match.doesNotExist() } as object),
      },
      targets: [
        new SnsTopic(this.topic, {
          message: RuleTargetInput.fromObject({
            detail: Object.fromEntries(fields.map((name) => [name, field(name)])),
          }),
          deadLetterQueue: new DeadLetterQueue(this, 'Undelivered'),
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}

/** The sender that `-c sender=ADDRESS` names. An address belongs to one stack of the account; `suffix` keeps stages apart. */
export function senderAddress(sender: unknown, suffix: string): string {
  if (sender === undefined) return `orders${suffix}@orderlog.example`;
  if (typeof sender === 'string' && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/.test(sender)) return sender;
  throw new Error(`sender must be an e-mail address, not ${JSON.stringify(sender)}`);
}
