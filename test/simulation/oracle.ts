/** What must hold when everything has come to rest, whatever happened on the way. */

import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { ControlRecord } from '../../domain/ports/control-records.ts';
import type { LogEntry, StoredEvent } from '../../domain/ports/event-store.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { sameContent } from '../../domain/same-content.ts';
import { readTables } from '../../infra/aws/read-tables.ts';
import { audit } from '../../infra/cli/verify/audit.ts';
import { auditParts } from '../../infra/cli/verify/audit-parts.ts';
import { judgeGenerations, judgeWitnessed } from './judge-generations.ts';
import { inPascalCase, projections, type ProjectionName } from './projections.ts';
import type { Witnessed } from './questions.ts';
import type { Utterance } from './story.ts';

export interface Remains {
  readonly utterances: readonly Utterance[];
  /** The objects of the quarantine bucket, as text. */
  readonly quarantined: readonly string[];
  /** The configuration of a client that reaches the tables without any fault. */
  readonly dynamo: DynamoDBClientConfig;
  readonly output: (name: string) => string;
  /** The read models that are served. */
  readonly names: readonly ProjectionName[];
  /** Every control record that was written. */
  readonly records: readonly ControlRecord[];
  /** Rows of orders as readers saw them. */
  readonly witnessed: readonly Witnessed[];
}

/** Everything that is wrong; empty if nothing is. Every utterance must have been acknowledged. */
export async function judge({ utterances, quarantined, dynamo, output, ...remains }: Remains): Promise<string[]> {
  const tables = await readTables(dynamo as never, {
    eventStore: output('EventStoreTableName'),
    control: output('ControlTableName'),
    projections: remains.names.map((name) => ({
      projection: projections[name],
      table: output(`${inPascalCase(name)}TableName`),
    })),
  });
  const log = await Array.fromAsync(tables.log());
  const { problems } = await audit(auditParts(tables));
  return [
    ...problems.map((problem) => JSON.stringify(problem)),
    ...notRecorded(utterances, log, quarantinedContents(quarantined)),
    ...neverSaid(utterances, log),
    ...repeated(log),
    ...(await judgeGenerations({ ...remains, client: new DynamoDBClient(dynamo), output })),
    ...judgeWitnessed(remains.witnessed, log),
  ];
}

/** Acknowledged and in neither place, or in the wrong one. */
function notRecorded(
  utterances: readonly Utterance[],
  log: readonly LogEntry[],
  quarantine: ReadonlySet<string>,
): string[] {
  return utterances.flatMap(({ content, fit }) => {
    const recorded = fit ? log.filter(({ event }) => isSame(event, content as StoredEvent)) : [];
    const kept = quarantine.has(canonicalJson(content));
    const told = `${String(content['subject'])} ${String(content['source'])} ${String(content['id'])}`;
    if (!fit) return kept ? [] : [`unfit and not in quarantine: ${told}`];
    if (recorded.some(({ event }) => sameContent(event, content as StoredEvent))) return [];
    if (recorded.length === 0) return [`missing in the log: ${told}`];
    return kept ? [] : [`differs from what has its id, and is not in quarantine: ${told}`];
  });
}

function neverSaid(utterances: readonly Utterance[], log: readonly LogEntry[]): string[] {
  const said = utterances.filter(({ fit }) => fit).map(({ content }) => content as StoredEvent);
  return log
    .filter(({ event }) => !said.some((one) => isSame(event, one) && sameContent(event, one)))
    .map(({ order, version }) => `nobody said version ${version} of ${order}`);
}

function repeated(log: readonly LogEntry[]): string[] {
  const identities = log.map(({ order, event }) => `${order} ${event.source} ${event.id}`);
  return identities
    .filter((identity, at) => identities.indexOf(identity) !== at)
    .map((identity) => `twice in the log: ${identity}`);
}

function quarantinedContents(objects: readonly string[]): ReadonlySet<string> {
  return new Set(
    objects.map((text) => {
      const { raw } = JSON.parse(text) as { raw: string };
      const arrived = JSON.parse(raw) as Record<string, unknown>;
      return canonicalJson('detail-type' in arrived ? arrived['detail'] : arrived);
    }),
  );
}

function isSame(event: StoredEvent, other: StoredEvent): boolean {
  return event.subject === other.subject && event.source === other.source && event.id === other.id;
}
