import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

// .ci/run counts the tests from a report beside what people read.
const report = process.env['ORDERLOG_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    env: { LOG_LEVEL: 'silent' },
    // As Node itself does it, so that what works here works there.
    deps: { interopDefault: false },
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report && { outputFile: { json: report } }),
  },
});
