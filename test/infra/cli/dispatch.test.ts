import { describe, expect, it } from 'vitest';
import { failed, misused } from '../../../infra/cli/cli-error.ts';
import type { Command } from '../../../infra/cli/command.ts';
import { dispatch } from '../../../infra/cli/dispatch.ts';
import { badInput } from '../../../producers/importers/ocel-csv/bad-input.ts';
import { fakeTerminal } from './fake-terminal.ts';

/** Runs `orderlog greet ARGS` where `greet` does as told. */
async function greet(run: Command['run'], args: readonly string[] = []) {
  const terminal = fakeTerminal();
  const command: Command = { usage: 'greet NAME', help: 'Says hello.', run };
  const commands = { greet: { summary: 'say hello', load: async () => command } };
  return { code: await dispatch(commands, ['greet', ...args], terminal), terminal };
}

describe('dispatch', () => {
  it('runs the command and passes on its exit code', async () => {
    const { code, terminal } = await greet(
      async ([name = ''], { out }) => {
        out(`hello ${name}\n`);
        return 1;
      },
      ['world'],
    );
    expect(code).toBe(1);
    expect(terminal.stdout()).toBe('hello world\n');
  });

  it('explains a failure with exit code 1', async () => {
    const { code, terminal } = await greet(() => Promise.reject(failed('nobody is there: come back later.')));
    expect(code).toBe(1);
    expect(terminal.stderr()).toBe('orderlog greet: nobody is there: come back later.\n');
  });

  it('explains input that cannot be read with exit code 1', async () => {
    const { code, terminal } = await greet(() =>
      Promise.reject(badInput({ line: 3, column: 'price' }, 'is blank: fill it')),
    );
    expect(code).toBe(1);
    expect(terminal.stderr()).toBe('orderlog greet: line 3, column price: is blank: fill it\n');
  });

  it('explains misuse with exit code 2', async () => {
    const { code, terminal } = await greet(() => Promise.reject(misused('NAME is missing.')));
    expect(code).toBe(2);
    expect(terminal.stderr()).toContain('NAME is missing.\n"orderlog greet --help"');
  });

  it('owns up to a bug', async () => {
    const { code, terminal } = await greet(() => Promise.reject(new TypeError('x is undefined')));
    expect(code).toBe(1);
    expect(terminal.stderr()).toContain('a bug in orderlog:\nTypeError: x is undefined');
  });

  it('helps without running the command', async () => {
    const { code, terminal } = await greet(() => Promise.reject(new Error('ran')), ['--help']);
    expect(code).toBe(0);
    expect(terminal.stdout()).toBe('Usage: orderlog greet NAME\n\nSays hello.\n');
  });

  it('takes --help after -- for an argument', async () => {
    const { code } = await greet(async ([, name]) => (name === '--help' ? 0 : 1), ['--', '--help']);
    expect(code).toBe(0);
  });

  it.each([
    [['--help'], 0],
    [[], 2],
  ])('lists the commands for %j', async (args, code) => {
    const terminal = fakeTerminal();
    expect(
      await dispatch({ greet: { summary: 'say hello', load: () => Promise.reject(new Error()) } }, args, terminal),
    ).toBe(code);
    expect(terminal.stdout()).toContain('  greet  say hello\n');
  });

  it.each(['grete', 'toString'])('does not know the command "%s"', async (name) => {
    const terminal = fakeTerminal();
    expect(await dispatch({}, [name], terminal)).toBe(2);
    expect(terminal.stderr()).toContain(`no command "${name}"`);
  });
});
