/** A read model as the rebuild commands see it: its name, and a rebuild function that is asked with patience. */

import { isUnavailable } from '../../../domain/ports/port-error.ts';
import type { RebuildAnswer, RebuildRequest } from '../../../projections/rebuild/rebuild-request.ts';
import { rebuildFunctionNamed, type RebuildFunction } from '../../aws/invoke-rebuild.ts';
import { failed } from '../cli-error.ts';
import type { Stack } from '../find-stack.ts';
import { chosenProjections, rebuildFunctionOf } from '../stack-tables.ts';
import type { Terminal } from '../terminal.ts';

export interface RebuildTarget {
  readonly name: string;
  readonly rebuild: RebuildFunction;
}

/** Throws `CliError` where there is no read model of that name. */
export function rebuildTargets(stack: Stack, name: string): RebuildTarget[] {
  return chosenProjections(stack, name).map((one) => ({
    name: one,
    rebuild: rebuildFunctionNamed(stack.aws, rebuildFunctionOf(stack, one)),
  }));
}

/** Asks once. Throws `CliError` where there is no answer. */
export async function askOnce({ name, rebuild }: RebuildTarget, request: RebuildRequest): Promise<RebuildAnswer> {
  return rebuild.ask(request).catch((error: unknown) => {
    const advice = `Try again; "orderlog rebuild status ${name}" tells what was done.`;
    throw failed(`${name}: ${reasonOf(error)}. ${advice}`, error);
  });
}

/** How long nobody may answer before it is given up. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 1_000;

/** Why there is no answer, for a person. */
export interface Unanswered {
  readonly unanswered: string;
}

/** Asks until there is an answer, we are interrupted, or asking again is no use: only what may be asked twice. */
export async function askUntilAnswered(
  { name, rebuild }: RebuildTarget,
  request: RebuildRequest,
  { terminal, say }: { readonly terminal: Terminal; readonly say: (line: string) => void },
): Promise<RebuildAnswer | Unanswered> {
  const deadline = terminal.now() + PATIENCE_MS;
  for (let attempt = 1; !terminal.interrupted.aborted; attempt += 1) {
    try {
      return await rebuild.ask(request);
    } catch (error) {
      const reason = reasonOf(error);
      if (!isUnavailable(error) || terminal.now() >= deadline) return { unanswered: `${reason}.` };
      if (attempt === 1) say(`${name}: ${reason}; trying again`);
      await terminal.sleep(PAUSE_MS);
    }
  }
  return { unanswered: 'It was interrupted.' };
}

/** With what the function itself said, where it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isUnavailable(error)) return error.message || error.name;
  const { cause } = error;
  const detail = cause instanceof Error ? cause.message || cause.name : messageIn(cause);
  return detail === '' ? error.message : `${error.message} (${detail})`;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
function messageIn(payload: unknown): string {
  try {
    return (JSON.parse(String(payload)) as { readonly errorMessage?: string }).errorMessage ?? String(payload);
  } catch {
    return String(payload);
  }
}
