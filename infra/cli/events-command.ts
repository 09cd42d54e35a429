/** `orderlog events`: the history of one order, as it was recorded. */

import type { RecordedCloudEvent } from '../../domain/recorded-event.ts';
import type { Command } from './command.ts';
import { eventLine } from './event-line.ts';
import { findSystem } from './find-system.ts';
import { readHistory } from './read-history.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS, wholeNumber } from './parse-arguments.ts';
import { queryApi } from './query-api.ts';

export const eventsCommand: Command = {
  usage: 'events ID [--after VERSION] [--limit N] [--json]',
  help: `
Lists the events of one order by version, a line each: version, time, type, source, id.
  --after VERSION  only those after this version
  --limit N        at most so many (default: all)
${SYSTEM_HELP}

With --json: { events: [CloudEvent], next }; next is the --after of what is left, or null.
`,
  async run(args, terminal) {
    const options = { ...SYSTEM_OPTIONS, after: { type: 'string' }, limit: { type: 'string' } } as const;
    const { values, positionals } = parseArguments(args, options, ['ID']);
    const [id = ''] = positionals;
    const after = wholeNumber(values.after ?? '0', '--after', 0);
    const limit = values.limit === undefined ? Infinity : wholeNumber(values.limit, '--limit', 1);
    const api = await queryApi(findSystem(values, terminal));

    const events: RecordedCloudEvent[] = [];
    let more = false;
    for await (const event of readHistory(api, id, after)) {
      more = events.length === limit;
      if (more) break;
      events.push(event);
    }
    if (!values.json) for (const event of events) terminal.out(`${eventLine(event)}\n`);
    const next = more ? events.at(-1)?.sequence : null;
    if (values.json) terminal.out(`${JSON.stringify({ events, next }, null, 2)}\n`);
    return 0;
  },
};
