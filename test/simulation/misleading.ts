/** Ways to mislead functions about what their AWS clients do: how broken variants of rebuilds are made. */

import type { ControlRecord } from '../../domain/ports/control-records.ts';
import {
  functions,
  ofEveryProjection,
  type Clients,
  type ProjectorName,
  type RebuildName,
  type Start,
} from './functions.ts';
import type { Tamper } from './network.ts';
import type { ProjectionName } from './projections.ts';

export type Json = Record<string, unknown>;

/** Rewrites each request by which a rebuild writes a control record. */
export function writingRecords(rewrite: (put: Json) => Json): Tamper {
  return ({ process, operation }, body) => {
    const isRecord = process.name.includes('-rebuild-') && operation === 'PutItem' && body.includes('"record"');
    return isRecord ? JSON.stringify(rewrite(JSON.parse(body) as Json)) : body;
  };
}

/** An SDK command, and what DynamoDB answers. */
export interface Exchanged {
  readonly operation: string;
  readonly input: Json;
}
type Send = (input: Json) => Promise<Json>;
/** Stands between a function and DynamoDB. */
export type Between = (exchanged: Exchanged, send: Send) => Promise<Json>;

export function withDynamo(clients: Clients, between: Between): Clients {
  const { dynamo } = clients;
  const misled = new Proxy(dynamo, {
    get(client, name) {
      if (name !== 'send') return Reflect.get(client, name) as unknown;
      return (command: { constructor: new (input: Json) => never; input: Json }) => {
        const send: Send = async (input) => (await client.send(new command.constructor(input))) as unknown as Json;
        return between({ operation: command.constructor.name.replace('Command', ''), input: command.input }, send);
      };
    },
  });
  return { ...clients, dynamo: misled };
}

/** The control record in an answer, if it holds one, as something else. */
export function believing(answer: Json, believe: (record: ControlRecord) => ControlRecord): Json {
  const item = answer['Item'] as { readonly record?: { readonly S: string } } | undefined;
  if (item?.record === undefined) return answer;
  const record = believe(JSON.parse(item.record.S) as ControlRecord);
  return { ...answer, Item: { ...item, record: { S: JSON.stringify(record) } } };
}

export function everyProjector(start: (real: Start, name: ProjectionName) => Start): Record<ProjectorName, Start> {
  return ofEveryProjection((name): [ProjectorName, Start] => [
    `${name}-projector`,
    start(functions[`${name}-projector`], name),
  ]);
}

function everyRebuild(start: (real: Start) => Start): Record<RebuildName, Start> {
  return ofEveryProjection((name): [RebuildName, Start] => [`${name}-rebuild`, start(functions[`${name}-rebuild`])]);
}

/** Rebuilds that write other control records than they mean to: each then goes on by what it wrote. */
export function recording(rewrite: (record: ControlRecord) => ControlRecord): Record<RebuildName, Start> {
  const between: Between = async ({ operation, input }, send) => {
    const item = input['Item'] as { readonly record?: { readonly S: string } } | undefined;
    if (operation !== 'PutItem' || item?.record === undefined) return send(input);
    const record = JSON.stringify(rewrite(JSON.parse(item.record.S) as ControlRecord));
    const answer = await send({ ...input, Item: { ...item, record: { S: record } } });
    if (record !== item.record.S) throw Object.assign(new Error('its answer is lost'), { code: 'ECONNRESET' });
    return answer;
  };
  return everyRebuild(
    (real) =>
      (clients, ...rest) =>
        real(withDynamo(clients, between), ...rest),
  );
}

/** A JSON object without some of its members. */
export function without(body: Json, ...names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

/** Whether a projector's batch comes from an archive. */
export function isReplayed({ Records }: { readonly Records: readonly { readonly body: string }[] }): boolean {
  return Records.some(({ body }) => body.includes('"replay-name"'));
}
