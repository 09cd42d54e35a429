/** `orderlog import`: another system's whole order log, turned into events and published. */

import { openOcelLog } from '../../producers/importers/ocel-csv/ocel-log.ts';
import { surveyEvents, type Survey } from '../../producers/importers/survey-events.ts';
import { checkEvent } from '../../producers/publisher/check-event.ts';
import { resultCollector, type PublishResult } from '../../producers/publisher/publish-result.ts';
import { createPublisher } from '../../producers/publisher/publisher.ts';
import { intakeTransport } from '../aws/intake-transport.ts';
import { awaitVisible } from './await-visible.ts';
import { failed, misused } from './cli-error.ts';
import type { Command } from './command.ts';
import { findStack, type Stack } from './find-stack.ts';
import { findSystem } from './find-system.ts';
import { inputFile } from './open-input.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';
import { showProgress } from './progress.ts';
import { stackTables } from './stack-tables.ts';
import type { Terminal } from './terminal.ts';
import { parseVia, VIA_HELP, type Via } from './via.ts';

export const importCommand: Command = {
  usage: 'import FILE --format ocel-csv [--via bus|kinesis] [--no-wait] [--json]',
  help: `
Turns an order log into events, publishes them, and waits until each is visible in every read model. The whole file is
checked before the first event is published. Importing it again, after whatever happened, changes nothing twice.
  --format ocel-csv  the flat CSV form of the object-centric event log standard (OCEL 1.0)
  --no-wait          end when everything is published
${VIA_HELP('kinesis')}
${SYSTEM_HELP}

With --json: { events, orders, accepted, refused, failed, visible, seconds }
`,
  async run(args, terminal) {
    const options = { format: { type: 'string' }, via: { type: 'string' }, 'no-wait': { type: 'boolean' } } as const;
    const { values, positionals } = parseArguments(args, { ...SYSTEM_OPTIONS, ...options }, ['FILE']);
    if (values.format !== 'ocel-csv') throw misused('--format must be ocel-csv: no other is known.');
    const via = parseVia(values.via ?? 'kinesis');
    const open = inputFile(positionals[0] ?? '');
    const stack = await findStack(findSystem(values, terminal));
    const log = await openOcelLog(open);
    const survey = await surveyEvents(log.events(), checkEvent);
    if (survey.refusal !== undefined) throw failed(`nothing was published: the log would refuse ${survey.refusal}.`);

    const started = terminal.now();
    const published = await publish(log.events(), survey, { stack, via, terminal });
    const complete = published.accepted.length === survey.events;
    const visible = complete && !values['no-wait'] ? await seeAll(survey, stack, terminal) : undefined;
    const seconds = (terminal.now() - started) / 1000;
    const result = {
      events: survey.events,
      orders: survey.eventsPerOrder.size,
      ...published,
      accepted: published.accepted.length,
      visible,
      seconds,
    };
    terminal.out(values.json ? `${JSON.stringify(result, null, 2)}\n` : `${summary(result)}\n`);
    return complete && visible !== false ? 0 : 1;
  },
};

async function publish(
  events: AsyncIterable<unknown>,
  survey: Survey,
  { stack, via, terminal }: { readonly stack: Stack; readonly via: Via; readonly terminal: Terminal },
): Promise<PublishResult> {
  const publisher = createPublisher({ transport: intakeTransport(via, stack.aws, stack.output) });
  const { add, result } = resultCollector();
  const progress = showProgress(terminal, 'published', survey.events);
  await publisher.publishAll(events, {
    signal: terminal.interrupted,
    onOutcome: add,
    onProgress: ({ accepted }) => progress.show(accepted),
  });
  progress.end();
  return result();
}

async function seeAll({ events, eventsPerOrder }: Survey, stack: Stack, terminal: Terminal): Promise<boolean> {
  const { models, logOf } = await stackTables(stack);
  const progress = showProgress(terminal, 'visible  ', events);
  const visible = await awaitVisible(
    eventsPerOrder,
    { models, logOf },
    { terminal, onVisible: (count) => progress.show(count) },
  );
  progress.end();
  return visible;
}

interface Result extends Pick<PublishResult, 'refused' | 'failed'> {
  readonly events: number;
  readonly orders: number;
  readonly accepted: number;
  readonly visible: boolean | undefined;
  readonly seconds: number;
}

function summary({ events, orders, accepted, refused, failed: undelivered, visible, seconds }: Result): string {
  const [failure] = undelivered;
  const [refusal] = refused;
  const done = `${accepted.toLocaleString('en')} of ${events.toLocaleString('en')} events published`;
  if (failure) return `${done}; then ${failure.code}: ${failure.message} Import the file again to go on.`;
  if (refusal) return `${done}; ${refusal.id} was refused: ${refusal.problems[0]?.message}`;
  const pace = `${seconds.toFixed(1)} s, ${Math.round(events / Math.max(seconds, 0.001)).toLocaleString('en')}/s`;
  if (visible === undefined) return `${done}, of ${orders.toLocaleString('en')} orders (${pace})`;
  if (visible) return `${done} and visible, of ${orders.toLocaleString('en')} orders (${pace})`;
  return `${done}, but some did not become visible: "orderlog verify" tells which, the quarantine bucket perhaps why.`;
}
