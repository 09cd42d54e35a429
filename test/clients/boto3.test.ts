import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CLIENTS_MISSING, PYTHON, runClient, startClientsEngine, type Finished } from './clients-engine.ts';

/** A line that `boto3/check.py` prints. */
interface Check {
  readonly subject: string;
  readonly sentence: string;
  /** Where and why it failed. */
  readonly problem: string | null;
}

const SCRIPT = fileURLToPath(new URL('boto3/main.py', import.meta.url));

async function runChecks() {
  const engine = await startClientsEngine();
  const finished = await runClient(PYTHON, ['-B', SCRIPT, engine.awsUrl]);
  await engine.close();
  const lines = finished.stdout.split('\n').filter((line) => line !== '');
  return { finished, checks: lines.map((line) => JSON.parse(line) as Check), complaints: engine.complaints };
}

const NOTHING: Finished = { status: 0, stdout: '', stderr: '' };
const { finished, checks, complaints } = CLIENTS_MISSING
  ? { finished: NOTHING, checks: [], complaints: [] }
  : await runChecks();

describe.skipIf(CLIENTS_MISSING)('boto3', () => {
  test('goes through all checks, and the engine has nothing to complain of', () => {
    expect(finished).toMatchObject({ status: 0, stderr: '' });
    expect(checks.length).toBeGreaterThan(50);
    expect(complaints).toEqual([]);
  });

  test.each(checks)('$subject: $sentence', ({ problem }) => expect(problem).toBeNull());
});
