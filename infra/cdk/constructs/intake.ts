/** The door for producers: a bus that takes what its policy allows, and passes it to the intake stream. */

import { Duration } from 'aws-cdk-lib';
import { EventBus, EventField, Match, Rule } from 'aws-cdk-lib/aws-events';
import { KinesisStream } from 'aws-cdk-lib/aws-events-targets';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import { whoMaySayWhat } from '../../../schemas/who-may-say-what.ts';
import { Consumer } from './consumer.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { denyPutEvents } from './deny-put-events.ts';
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
    this.refuseWhatNobodyMaySay(busName);
    const undelivered = new DeadLetterQueue(this, 'Undelivered');
    const toStream = new Rule(this, 'ToStream', {
      eventBus: this.bus,
      description: 'Events that name an order, by order, to the intake stream',
      eventPattern: { detail: { subject: Match.prefix('') } },
      targets: [
        new KinesisStream(stream, {
          partitionKeyPath: EventField.fromPath('$.detail.subject'),
          deadLetterQueue: undelivered,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
    undelivered.takeFrom(toStream);
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
   * The door's share of who may say what; the recorder checks it again for what comes by the stream. Sources of our own
   * are nobody's to use from outside. A source is a list to IAM, if only of one:
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-example-policy-cross-account-custom-bus-source.html
   */
  private refuseWhatNobodyMaySay(busName: string): void {
    const outside = whoMaySayWhat.filter(({ source }) => !source.startsWith('orderlog.'));
    denyPutEvents(this.bus, busName, 'UnknownSources', {
      'ForAnyValue:StringNotLike': { 'events:source': outside.map(({ source }) => source) },
    });
    for (const { source, types } of outside) {
      denyPutEvents(this.bus, busName, `TypesOf${source.replaceAll(/[^A-Za-z]/g, '')}`, {
        'ForAnyValue:StringLike': { 'events:source': source },
        StringNotEquals: { 'events:detail-type': types },
      });
    }
  }
}

/** A subject that is there but is no text. Ranges end at a thousand million, so larger numbers are what no wildcard matches. */
const NOT_TEXT = [null, true, false, { numeric: ['>=', -1e9, '<=', 1e9] }, { 'anything-but': { wildcard: '*' } }];
