/** Starts the engine and makes its resources those of a stack's template. */

import type { Caller } from '../kernel/context.ts';
import type { Service } from '../kernel/service.ts';
import { applyTemplate } from '../template/apply-template.ts';
import type { Assembly } from '../template/read-assembly.ts';
import { resourceCatalog } from '../template/resource-catalog.ts';
import type { StackRecord } from '../template/stack-record.ts';
import type { ServiceHost } from './every-service.ts';
import { startEngine, type RunningEngine, type StartOptions } from './start-engine.ts';

export interface RunStackOptions extends Omit<StartOptions, 'services'> {
  readonly services: (host: ServiceHost) => readonly Service[];
  /** The template, read or synthesized while the engine already listens. */
  readonly assembly: (engine: RunningEngine) => Promise<Assembly>;
}

export interface RunningStack extends RunningEngine {
  readonly stack: StackRecord;
}

/** Who applies templates. */
const ADMINISTRATOR: Caller = { type: 'root', account: '000000000000' };

/** Rejects with what `startEngine`, `assembly` and `applyTemplate` throw; nothing runs any more then. */
export async function runStack({ services: servicesOf, assembly, ...options }: RunStackOptions): Promise<RunningStack> {
  let [awsUrl, httpUrl] = ['', ''];
  const services = servicesOf({ awsUrl: () => awsUrl, httpUrl: () => httpUrl });
  const running = await startEngine({ ...options, services });
  ({ awsUrl, httpUrl } = running);
  try {
    const template = await assembly(running);
    const stack = running.engine.run(ADMINISTRATOR, (context) =>
      applyTemplate(context, template, resourceCatalog(services)),
    );
    return { ...running, stack };
  } catch (error) {
    await running.close();
    throw error;
  }
}
