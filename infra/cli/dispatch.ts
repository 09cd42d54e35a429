/** Finds the command that the arguments name, runs it, and turns however it ends into an exit code. */

import { isBadInput } from '../../producers/importers/ocel-csv/bad-input.ts';
import { isCliError } from './cli-error.ts';
import type { CommandEntry } from './command.ts';
import type { Terminal } from './terminal.ts';

export type Commands = Readonly<Record<string, CommandEntry>>;

/** The exit code: 0 done, 1 failed, 2 misused. */
export async function dispatch(commands: Commands, args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview(commands));
    return args.length === 0 ? 2 : 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    terminal.err(`orderlog: there is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.\n`);
    return 2;
  }
  try {
    const command = await entry.load();
    if (asksForHelp(rest)) {
      terminal.out(`Usage: orderlog ${command.usage}\n\n${command.help.trim()}\n`);
      return 0;
    }
    return await command.run(rest, terminal);
  } catch (error) {
    return complain(name, error, terminal);
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function overview(commands: Commands): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: orderlog COMMAND [ARGUMENTS]\n\n${lines.join('\n')}\n\n"orderlog COMMAND --help" tells more.\n`;
}

function complain(name: string, error: unknown, terminal: Terminal): number {
  if (isCliError(error)) {
    terminal.err(`orderlog ${name}: ${error.message}\n`);
    if (error.code === 'Failed') return 1;
    terminal.err(`"orderlog ${name} --help" tells how it is used.\n`);
    return 2;
  }
  if (isBadInput(error)) {
    terminal.err(`orderlog ${name}: ${error.message}\n`);
    return 1;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`orderlog ${name}: this is a bug in orderlog:\n${text}\n`);
  return 1;
}
