/** The two ways in for whoever publishes from outside. */

import { misused } from './cli-error.ts';

export type Via = 'bus' | 'kinesis';

/** What `--help` says about `--via`. */
export function VIA_HELP(standard: Via): string {
  const say = (via: Via): string => (via === standard ? ' (default)' : '');
  return `
  --via bus     over the bus, as other systems do${say('bus')}
  --via kinesis straight into the stream: faster, and events of one order keep their order${say('kinesis')}
`.trimEnd();
}

/** Throws `CliError`. */
export function parseVia(text: string): Via {
  if (text === 'bus' || text === 'kinesis') return text;
  throw misused(`--via must be bus or kinesis, not "${text}".`);
}
