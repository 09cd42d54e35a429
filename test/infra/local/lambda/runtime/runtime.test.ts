import { afterAll, describe, expect, it } from 'vitest';
import { runtimeRig } from './runtime-rig.ts';

const rig = runtimeRig();
afterAll(() => rig.close());

const ENV = `export const handler = async (event, context) => ({ event, name: process.env.AWS_LAMBDA_FUNCTION_NAME,
  own: process.env.COLOUR, id: context.awsRequestId, left: context.getRemainingTimeInMillis() > 0,
  arn: context.invokedFunctionArn, memory: context.memoryLimitInMB, endpoint: process.env.AWS_ENDPOINT_URL });`;

describe('a sandbox', () => {
  it('runs an ES module with its environment and context', async () => {
    const fn = rig.bundle({ 'index.mjs': ENV }, { environment: { COLOUR: 'blue' } });
    expect((await rig.invoke(fn, { a: 1 }, 'r-1')).result).toEqual({
      event: { a: 1 },
      name: fn.functionName,
      own: 'blue',
      id: 'r-1',
      left: true,
      arn: `arn:aws:lambda:us-east-1:000000000000:function:${fn.functionName}`,
      memory: '128',
      endpoint: 'http://127.0.0.1:1',
    });
  });

  it('finds what an earlier sandbox compiled, by no variable that Lambda would not set', async () => {
    const code = `import { getCompileCacheDir } from 'node:module';
      export const handler = () => [typeof getCompileCacheDir(), Object.keys(process.env).filter((name) => name.startsWith('NODE_'))];`;
    expect((await rig.invoke(rig.bundle({ 'index.mjs': code }), {})).result).toEqual(['string', ['NODE_PATH']]);
  });

  it('runs a CommonJS module with a callback', async () => {
    const code = `exports.handler = (event, context, callback) => setTimeout(() => callback(null, event.a + 1), 1);`;
    const fn = rig.bundle({ 'index.js': code }, { runtime: 'nodejs22.x' });
    expect((await rig.invoke(fn, { a: 1 })).result).toBe(2);
  });

  it('takes what a synchronous handler returns', async () => {
    const fn = rig.bundle({ 'index.cjs': `exports.handler = (event) => event.length;` });
    expect((await rig.invoke(fn, [1, 2])).result).toBe(2);
  });

  it('finds a handler in a folder, nested in an export', async () => {
    const fn = rig.bundle(
      { 'functions/order.mjs': `export const http = { get: () => 'found' };` },
      { handler: 'functions/order.http.get' },
    );
    expect((await rig.invoke(fn, {})).result).toBe('found');
  });

  it('stays warm, and keeps one event at a time', async () => {
    const code = `let calls = 0; let inside = 0; export const handler = async () => {
      inside += 1; await new Promise((done) => setTimeout(done, 5)); const together = inside; inside -= 1; return [++calls, together]; };`;
    const fn = rig.bundle({ 'index.mjs': code });
    expect((await rig.invoke(fn, {})).result).toEqual([1, 1]);
    const both = await Promise.all([rig.invoke(fn, {}), rig.invoke(fn, {})]);
    expect(both.map(({ result }) => result)).toContainEqual([2, 1]);
    expect(both.map(({ result }) => result)).toContainEqual([1, 1]);
  });
});

describe('errors', () => {
  const failing = async (code: string, settings = {}) => {
    const fn = rig.bundle({ 'index.mjs': code }, settings);
    const failed = await rig.invoke(fn, {}, 'r-1');
    expect(failed.functionError).toBe('Unhandled');
    return { fn, error: failed.result as Record<string, unknown> };
  };

  it('an exception has type, message and trace', async () => {
    const { error } = await failing(`export const handler = async () => { throw new TypeError('no'); };`);
    expect(error).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
    expect((error['trace'] as string[])[0]).toBe('TypeError: no');
  });

  it('a timeout ends the sandbox, even in an endless loop', async () => {
    const { fn, error } = await failing(
      `let first = globalThis.process.env.COLOUR; export const handler = (event) => { while (!event.ok); return 'fresh'; };`,
      { timeoutMs: 200 },
    );
    expect(error).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: r-1 Error: Task timed out after 0.20 seconds',
    });
    expect((await rig.invoke(fn, { ok: true })).result).toBe('fresh');
  });

  it('process.exit is reported, and the next event finds a fresh sandbox', async () => {
    const { fn, error } = await failing(
      `export const handler = (event) => { if (event.ok) return 'fresh'; process.exit(3); };`,
    );
    expect(error).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited with error: exit status 3',
    });
    expect((await rig.invoke(fn, { ok: true })).result).toBe('fresh');
  });

  it.each([
    ['an uncaught exception', `setTimeout(() => { throw new Error('later'); })`, 'Error', 'later'],
    ['an unhandled rejection', `Promise.reject(new Error('lost'))`, 'Runtime.UnhandledPromiseRejection', 'Error: lost'],
  ])('%s ends the sandbox', async (_, statement, errorType, errorMessage) => {
    const { error } = await failing(
      `export const handler = () => { ${statement}; return new Promise((done) => setTimeout(done, 500)); };`,
    );
    expect(error).toMatchObject({ errorType, errorMessage });
  });

  it('a promise that nothing can settle is noticed', async () => {
    const { error } = await failing(`export const handler = () => new Promise(() => undefined);`);
    expect(error).toMatchObject({ errorType: 'Runtime.NodeJsExit' });
  });

  it('running out of memory is a killed process', async () => {
    const { error } = await failing(
      `export const handler = () => { const all = []; for (;;) all.push(new Array(1000).fill(Math.random())); };`,
      { memoryMb: 16, timeoutMs: 30_000 },
    );
    expect(error).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited with error: signal: killed',
    });
  });

  it.each([
    ['no module', {}, 'Runtime.ImportModuleError', "Error: Cannot find module 'index'"],
    ['no export', { 'index.mjs': '' }, 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['bad syntax', { 'index.mjs': 'export const = 1' }, 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
    ['a throwing module', { 'index.mjs': `throw new RangeError('init')` }, 'RangeError', 'init'],
    [
      'a callback on Node.js 24',
      { 'index.mjs': 'export const handler = (a, b, c) => c();' },
      'Runtime.CallbackHandlerDeprecated',
      /./,
    ],
  ])('%s fails the initialization', async (_, files, errorType, message) => {
    const fn = rig.bundle(files);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { result } = await rig.invoke(fn, {});
      expect(result).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) as unknown });
    }
  });

  it('code that is not there at all is reported', async () => {
    const missing = { ...rig.bundle({}), code: { type: 'archive', sha256: 'none' } as const };
    expect((await rig.invoke(missing, {})).result).toMatchObject({ errorMessage: 'Error: no code' });
  });

  it('a response over 6 MB is refused', async () => {
    const { error } = await failing(`export const handler = () => 'x'.repeat(6 * 1024 * 1024);`);
    expect(error).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  });
});

describe('logs', () => {
  it('come line by line, from console, streams and descriptors', async () => {
    const code = `import { writeSync } from 'node:fs'; export const handler = () => {
      console.log('hello %s', 'world'); process.stdout.write('half'); process.stdout.write(' a line\\n'); writeSync(1, 'raw\\n'); };`;
    const fn = rig.bundle({ 'index.mjs': code });
    const { logTail } = await rig.invoke(fn, {}, 'r-9');
    const texts = rig.lines.filter(({ requestId }) => requestId === 'r-9').map(({ text }) => text);
    expect(texts).toEqual([expect.stringMatching(/\tr-9\tINFO\thello world$/), 'half a line', 'raw']);
    expect(logTail).toContain('START RequestId: r-9 Version: $LATEST\n');
    expect(logTail).toMatch(/REPORT RequestId: r-9\tDuration: /);
  });
});

describe('the pool', () => {
  it('ends an idle sandbox of another function when it is full', async () => {
    const small = runtimeRig({ maxSandboxes: 1 });
    try {
      const code = `let calls = 0; export const handler = () => ++calls;`;
      const one = small.bundle({ 'index.mjs': code });
      const other = small.bundle({ 'index.mjs': code });
      expect((await small.invoke(one, {})).result).toBe(1);
      expect((await small.invoke(other, {})).result).toBe(1);
      expect((await small.invoke(one, {})).result).toBe(1);
      expect((await small.invoke(one, {})).result).toBe(2);
    } finally {
      small.close();
    }
  });

  it('ends no sandbox that is in use for a second one of another function, but one that rested', async () => {
    const small = runtimeRig({ maxSandboxes: 2, restedMs: 1_000 });
    try {
      const code = `let calls = 0; export const handler = async ({ ms }) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return ++calls;
      };`;
      const one = small.bundle({ 'index.mjs': code });
      const other = small.bundle({ 'index.mjs': code });
      await small.invoke(other, { ms: 0 });
      const [first, second] = [small.invoke(one, { ms: 100 }), small.invoke(one, { ms: 100 })];
      expect([(await first).result, (await second).result]).toEqual([1, 2]);
      expect((await small.invoke(other, { ms: 0 })).result).toBe(2);
      const [third, fourth] = [small.invoke(one, { ms: 4_000 }), small.invoke(one, { ms: 0 })];
      expect((await fourth).result).toBe(1);
      expect((await third).result).toBe(3);
    } finally {
      small.close();
    }
  });

  it('starts provisioned sandboxes ahead', async () => {
    const fn = rig.bundle({
      'index.mjs': `console.log('loaded'); export const handler = () => process.env.AWS_LAMBDA_INITIALIZATION_TYPE;`,
    });
    rig.runtime.provision({ type: 'lambda.provision', function: fn, count: 2 });
    await rig.until(() => rig.lines.filter(({ text }) => text.endsWith('loaded')).length === 2);
    expect((await rig.invoke(fn, {})).result).toBe('provisioned-concurrency');
  });
});
