/** The functions of the stack as the simulation starts them: the real wiring, given simulated clients, clock and chance. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import type { Quarantine } from '../../domain/ports/quarantine.ts';
import { eventBridgeBus } from '../../infra/aws/eventbridge-bus.ts';
import { s3Quarantine } from '../../infra/aws/s3-quarantine.ts';
import { unroutableHandler } from '../../infra/aws/lambda/unroutable-handler.ts';
import type { Surroundings } from '../../infra/aws/lambda/surroundings.ts';
import { relayFunction } from '../../producers/relay/relay-function.ts';
import { projectorFunction } from '../../projections/projector/projector-function.ts';
import { rebuildFunction } from '../../projections/rebuild/rebuild-function.ts';
import { recorderFunction } from '../../projections/recorder/recorder-function.ts';
import { quarantineUnroutable } from '../../projections/recorder/unroutable/quarantine-unroutable.ts';
import { inPascalCase, PROJECTION_NAMES, projections, type ProjectionName } from './projections.ts';

export type ProjectorName = `${ProjectionName}-projector`;
export type RebuildName = `${ProjectionName}-rebuild`;
export type FunctionName = 'recorder' | 'unroutable' | 'relay' | 'customer-mail' | ProjectorName | RebuildName;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each handler takes the event of its own source
export type Handler = (event: any, context: Context) => Promise<unknown>;

export interface Clients {
  readonly dynamo: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
}

export type Settings = Readonly<Record<string, string>>;

/** Starts a function in a fresh sandbox. */
export type Start = (clients: Clients, settings: Settings, surroundings: Surroundings) => Handler;

/** Broken variants replace some of these. */
export type Functions = Readonly<Record<FunctionName, Start>>;

export const functions: Functions = {
  recorder: (clients, settings, surroundings) =>
    recorderFunction(
      {
        dynamo: clients.dynamo,
        eventStoreTable: settings['EVENT_STORE_TABLE'] ?? '',
        quarantine: quarantineOf(clients, settings),
      },
      surroundings,
    ),
  unroutable: (clients, settings) => {
    const quarantine = quarantineOf(clients, settings);
    return unroutableHandler((raw, arrivedTime) => quarantineUnroutable(quarantine, raw, arrivedTime));
  },
  relay: ({ eventBridge }, settings) => relayFunction(eventBridge, settings as never),
  // What a killed mailer leaves may only be mended by people: its own tests kill it at every call.
  'customer-mail': () => async () => ({ batchItemFailures: [] }),
  ...ofEveryProjection((name): [ProjectorName, Start] => [
    `${name}-projector`,
    ({ dynamo }, settings, surroundings) =>
      projectorFunction(projections[name], dynamo, settings as never, surroundings),
  ]),
  ...ofEveryProjection((name): [RebuildName, Start] => [
    `${name}-rebuild`,
    (clients, settings, surroundings) => rebuildFunction(projections[name], clients, settings as never, surroundings),
  ]),
};

export function ofEveryProjection<Name extends string, Of>(
  each: (name: ProjectionName) => readonly [Name, Of],
): Record<Name, Of> {
  return Object.fromEntries(PROJECTION_NAMES.map(each)) as Record<Name, Of>;
}

function quarantineOf(
  { s3, eventBridge }: Clients,
  { QUARANTINE_BUCKET = '', RECORDED_BUS = '' }: Settings,
): Quarantine {
  return s3Quarantine({ client: s3, bucket: QUARANTINE_BUCKET, bus: eventBridgeBus(eventBridge, RECORDED_BUS) });
}

/** By what the generated name of each function holds of its logical id. */
const NAMES: readonly (readonly [part: string, name: FunctionName])[] = [
  ['LogRecorder', 'recorder'],
  ['Unroutable', 'unroutable'],
  ['RecordedRelay', 'relay'],
  ['CustomerMail', 'customer-mail'],
  ...PROJECTION_NAMES.map((name) => [`-${inPascalCase(name)}Projector`, `${name}-projector`] as const),
  ...PROJECTION_NAMES.map((name) => [`-${inPascalCase(name)}Rebuild`, `${name}-rebuild`] as const),
];

export function functionNamed(physicalName: string): FunctionName {
  const found = NAMES.find(([part]) => physicalName.includes(part));
  if (found === undefined) throw new Error(`the simulation does not know the function ${physicalName}`);
  return found[1];
}

/** Whether it takes part in runs; given by its name or ARN. */
export function isKnown(name: string): boolean {
  return NAMES.some(([part]) => name.includes(part));
}
