/** Runs test files in an order in which no long one is left to the end, alone on one of the processors. */

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Each file of these takes many seconds: whole systems that are imported into, killed and rebuilt, and simulated ones. */
const LONG = ['test/journeys/import.test.ts', 'test/simulation/', 'test/journeys/', 'test/'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => LONG.findIndex((path) => moduleId.includes(path));
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
