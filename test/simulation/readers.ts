/** Those who query while everything goes on: each remembers what it was answered, and is never to be told less. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ControlRecords } from '../../domain/ports/control-records.ts';
import { isUnavailable } from '../../domain/ports/port-error.ts';
import { dynamoControlRecords } from '../../infra/aws/read-model/dynamo-control-records.ts';
import { fromServed } from '../../infra/aws/read-model/from-served.ts';
import { clientConfig, lean } from './clients.ts';
import type { ControlHistory } from './control-history.ts';
import type { Network, Process } from './network.ts';
import { inPascalCase, type ProjectionName } from './projections.ts';
import { questions, type Asked, type Witnessed } from './questions.ts';
import type { Scheduler } from './scheduler.ts';
import type { Utterance } from './story.ts';

export interface Readers {
  /** Answers that should not have been given. */
  readonly problems: readonly string[];
  /** Rows as they were answered. */
  readonly witnessed: readonly Witnessed[];
  /** Answers that were given. */
  answers(): number;
}

/** Changes where a query learns what is served: how a broken variant is made. */
export type Queries = (control: ControlRecords) => ControlRecords;

export interface ReaderParts {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly history: ControlHistory;
  readonly output: (name: string) => string;
  readonly utterances: readonly Utterance[];
  /** The longest pause of a reader while the control record changes, in milliseconds. */
  readonly excitedMs: number;
  readonly queries?: Queries | undefined;
}

/** A reader looks again soon while the control record changes, and seldom otherwise. */
const EXCITING_MS = 10_000;

/** One reader for each of the read models. */
export function startReaders(names: readonly ProjectionName[], parts: ReaderParts): Readers {
  const problems: string[] = [];
  const witnessed: Witnessed[] = [];
  let answers = 0;

  async function read(name: ProjectionName): Promise<void> {
    const { ask, scheduler } = { ask: asker(name, parts), scheduler: parts.scheduler };
    let served = false;
    for (;;) {
      await scheduler.wait(pauseMs(name, parts));
      try {
        const { problem, rows = [] } = await ask();
        served = true;
        answers += 1;
        witnessed.push(...rows);
        if (problem !== undefined) problems.push(`a reader of ${name}: ${problem}`);
      } catch (error) {
        if (!isUnavailable(error)) problems.push(`a reader of ${name}: ${String(error)}`);
        if (served && String(error).includes('being built')) problems.push(`a reader of ${name}: it is gone`);
      }
    }
  }

  for (const name of names) void read(name);
  return { problems, witnessed, answers: () => answers };
}

function asker(name: ProjectionName, { scheduler, network, output, utterances, queries }: ReaderParts) {
  const process: Process = { name: `reader-${name}`, alive: true, kill: () => undefined };
  const client = lean(new DynamoDBClient(clientConfig(network, { service: 'dynamodb', process })));
  const control = dynamoControlRecords(client, output('ControlTableName'));
  const asked: Asked = {
    table: { client, table: output(`${inPascalCase(name)}TableName`) },
    ask: fromServed(queries?.(control) ?? control, name),
    pick: scheduler.pick,
    utterances,
  };
  return questions[name](asked);
}

function pauseMs(name: ProjectionName, { scheduler, history, excitedMs }: ReaderParts): number {
  const isExciting = scheduler.now() - history.writtenMs(name) < EXCITING_MS;
  return scheduler.random() * (isExciting ? excitedMs : 10_000);
}
