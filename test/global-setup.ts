/** Synthesizes the app once for all tests that run it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../infra/cli/synthesize.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The directory of the cloud assembly. */
    readonly assembly: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-test-'));
  await synthesize(directory);
  project.provide('assembly', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
