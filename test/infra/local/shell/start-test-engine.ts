/** The shell around a few services, on free ports, everything allowed. */

import type { Service } from '../../../../infra/local/kernel/service.ts';
import type { LogLine } from '../../../../infra/local/shell/log.ts';
import { startEngine, type RunningEngine } from '../../../../infra/local/shell/start-engine.ts';

export interface TestShell extends RunningEngine {
  readonly logged: LogLine[];
}

export async function startTestEngine(services: readonly Service[], dataDir?: string, awsPort = 0): Promise<TestShell> {
  const logged: LogLine[] = [];
  const running = await startEngine({
    dataDir,
    awsPort,
    httpPort: 0,
    services,
    callerOf: (_tx, accessKeyId) => ({ type: 'root', account: accessKeyId ?? '000000000000' }),
    allows: () => true,
    performer: () => ({ perform: () => undefined, close: async () => undefined }),
    log: (line) => logged.push(line),
  });
  return { ...running, logged };
}
