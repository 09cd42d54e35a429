/** `orderlog order`: everything about one order, now or as it was. */

import { canonicalTime, instantOf } from '../../domain/instant.ts';
import { describeOrder } from '../../domain/order/describe-order.ts';
import { evolve, initialOrder } from '../../domain/order/order.ts';
import { upcast } from '../../domain/upcast.ts';
import { failed, misused } from './cli-error.ts';
import type { Command } from './command.ts';
import { findSystem } from './find-system.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';
import { queryApi, type QueryApi } from './query-api.ts';
import { readHistory, unknownOrder } from './read-history.ts';

export const orderCommand: Command = {
  usage: 'order ID [--as-of VERSION|TIME] [--json]',
  help: `
Shows one order as JSON, the document of GET /orders/ID.
  --as-of VERSION  as it was at that version of its log: --as-of 3
  --as-of TIME     with what had happened by then, whenever it was recorded: --as-of 2026-01-31T09:30:00Z
${SYSTEM_HELP}
`,
  async run(args, terminal) {
    const { values, positionals } = parseArguments(args, { ...SYSTEM_OPTIONS, 'as-of': { type: 'string' } }, ['ID']);
    const [id = ''] = positionals;
    const asOf = values['as-of'];
    const had = asOf === undefined ? undefined : parseAsOf(asOf);
    const api = await queryApi(findSystem(values, terminal));
    const order = had === undefined ? await api.get(`/orders/${encodeURIComponent(id)}`) : await fold(api, id, had);
    if (order === undefined)
      throw had === undefined ? unknownOrder(id) : failed(`nothing had happened to "${id}" yet.`);
    terminal.out(`${JSON.stringify(order, null, 2)}\n`);
    return 0;
  },
};

/** Whether an event counts. */
type Had = (event: { readonly sequence: number; readonly time: string }) => boolean;

function parseAsOf(text: string): Had {
  if (/^[1-9]\d*$/.test(text)) return ({ sequence }) => sequence <= Number(text);
  if (canonicalTime(text) === undefined) {
    throw misused(`--as-of must be a version such as 3 or a time such as 2026-01-31T09:30:00Z, not "${text}".`);
  }
  const then = instantOf(text);
  return ({ time }) => instantOf(time) <= then;
}

async function fold(api: QueryApi, id: string, had: Had): Promise<object | undefined> {
  let state = initialOrder(id);
  for await (const event of readHistory(api, id, 0)) {
    if (had(event)) state = evolve(state, upcast(event));
  }
  return state.version === 0 ? undefined : describeOrder(state);
}
