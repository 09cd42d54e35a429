/** Reads a command's arguments: its own options and those that every command has. */

import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { misused } from './cli-error.ts';

/** Options of every command that needs a running system. */
export const SYSTEM_OPTIONS = {
  data: { type: 'string' },
  stage: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig;

/** What `--help` says about them. */
export const SYSTEM_HELP = `
  --data DIR    data directory of the running system (default: $ORDERLOG_DATA, else .orderlog);
                $ORDERLOG_URL and $AWS_ENDPOINT_URL say where it answers instead
  --stage NAME  a system deployed on AWS: stack Orderlog-NAME, or Orderlog for "default"
  --json        one JSON document on stdout
`.trimEnd();

/** Options by name and positional arguments by position; `names` are those of the positionals, all required. */
export function parseArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  names: readonly string[] = [],
) {
  const parsed = parseOptions(args, options);
  const { positionals } = parsed;
  const missing = names[positionals.length];
  if (missing !== undefined) throw misused(`${missing} is missing.`);
  const surplus = positionals[names.length];
  if (surplus !== undefined) throw misused(`"${surplus}" is one argument too many.`);
  return parsed;
}

/** Options by name and positional arguments by position, however many. Throws `CliError`. */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw error instanceof TypeError ? misused(error.message) : error;
  }
}

/** A whole number of at least `least`. */
export function wholeNumber(text: string, option: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw misused(`${option} must be a whole number of at least ${least}, not "${text}".`);
  }
  return value;
}
