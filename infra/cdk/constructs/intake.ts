/** The door for producers: a bus that takes what its policy allows, and passes it to the intake stream. */

import { Duration } from 'aws-cdk-lib';
import { CfnEventBusPolicy, EventBus, EventField, Match, Rule } from 'aws-cdk-lib/aws-events';
import { KinesisStream } from 'aws-cdk-lib/aws-events-targets';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import { whoMaySayWhat } from '../../../schemas/who-may-say-what.ts';
import { Consumer } from './consumer.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { NodeFunction } from './node-function.ts';

export interface IntakeProps {
  readonly busName: string;
  readonly stream: Stream;
  /** Takes SQS batches of bus events that name no order. */
  readonly unroutable: NodeFunction;
}

export class Intake extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { busName, stream, unroutable }: IntakeProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { eventBusName: busName, description: 'What producers say happened' });
    this.refuseWhatNobodyMaySay();
    new Rule(this, 'ToStream', {
      eventBus: this.bus,
      description: 'Events that name an order, by order, to the intake stream',
      eventPattern: { detail: { subject: Match.prefix('') } },
      targets: [
        new KinesisStream(stream, {
          partitionKeyPath: EventField.fromPath('$.detail.subject'),
          deadLetterQueue: new DeadLetterQueue(this, 'Undelivered'),
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
    new Consumer(this, 'Unroutable', {
      bus: this.bus,
      description: 'Events that name no order, to quarantine',
      pattern: { $or: [{ detail: { subject: Match.doesNotExist() } }, { detail: { subject: NOT_TEXT } }] } as object,
      handler: unroutable,
      batchSize: 10,
      maxBatchingWindow: Duration.seconds(0),
      maxConcurrency: 2,
    });
  }

  /**
   * The door's share of who may say what; the recorder checks it again for what comes by the stream. Refusals must be
   * denials: an allowance is not needed by callers of this account, and would not keep them out. Sources of our own are
   * nobody's to use from outside.
   */
  private refuseWhatNobodyMaySay(): void {
    const outside = whoMaySayWhat.filter(({ source }) => !source.startsWith('orderlog.'));
    this.deny('UnknownSources', { StringNotLike: { 'events:source': outside.map(({ source }) => source) } });
    for (const { source, types } of outside) {
      this.deny(`TypesOf${source.replaceAll(/[^A-Za-z]/g, '')}`, {
        StringLike: { 'events:source': source },
        StringNotEquals: { 'events:detail-type': types },
      });
    }
  }

  private deny(statementId: string, condition: object): void {
    new CfnEventBusPolicy(this, statementId, {
      eventBusName: this.bus.eventBusName,
      statementId,
      statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: this.bus.eventBusArn,
        Condition: condition,
      },
    });
  }
}

/** A subject that is there but is no text; a number has no narrower pattern than its range. */
const NOT_TEXT = [null, true, false, { numeric: ['>=', -1e9, '<=', 1e9] }];
