import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataDirectory, startSystem, type LocalSystem } from './local-system.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const data = dataDirectory();
let system: LocalSystem;
beforeAll(async () => {
  system = await startSystem(data);
});
afterAll(() => system.end('SIGTERM'));

/** The commands of the README's tour, in its order; those of the AWS CLI only where there is one. */
function tour(): string[] {
  const [, section = ''] = readFileSync(`${ROOT}README.md`, 'utf8').split('## A tour in five minutes');
  const [text = ''] = section.split('\n## ');
  const blocks = [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block);
  const hasAwsCli = process.env['CI'] !== undefined || existsSync('/usr/bin/aws');
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => line !== '' && (hasAwsCli || !line.startsWith('aws ')));
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
}

function run(command: string): Promise<Ran> {
  const here = command.replaceAll('http://127.0.0.1:4100', system.http).replaceAll('http://127.0.0.1:4566', system.aws);
  const env = {
    ...process.env,
    ORDERLOG_DATA: data,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  return new Promise((resolve) => {
    execFile('bash', ['-c', here], { cwd: ROOT, env }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout });
    });
  });
}

test('every command of the tour does what it says', { timeout: 120_000 }, async () => {
  const outputs = new Map<string, string>();
  for (const command of tour()) {
    const { code, stdout } = await run(command);
    expect(code, command).toBe(0);
    outputs.set(command.split('#')[0]?.trim() ?? '', stdout);
    // What was published is visible a moment later.
    if (command.includes('publish')) expect((await run('npx orderlog verify')).code).toBe(0);
  }
  const output = (part: string): string => [...outputs].find(([command]) => command.includes(part))?.[1] ?? '';
  expect(output('publish')).toContain('78 accepted');
  expect(output('verify')).toContain('12 orders, 78 events: no difference');
  expect(JSON.parse(output('/orders/order-1001'))).toMatchObject({ id: 'order-1001', paymentStatus: 'paid' });
  expect(JSON.parse(output('/sales?'))).toMatchObject({
    days: expect.arrayContaining([expect.objectContaining({ day: '2026-03-02' })]) as unknown,
  });
  expect(output('rebuild order')).toContain('is served after');
  expect(JSON.parse(output('/images'))).toMatchObject({ images: [{ kind: 'artwork', caption: 'For the front' }] });
  const [, thumbnail = ''] = /480 +(http\S+)/.exec(output('orderlog image')) ?? [];
  const picture = sharp(Buffer.from(await (await fetch(thumbnail)).arrayBuffer()));
  expect(await picture.metadata()).toMatchObject({ format: 'webp', width: 480 });
  expect(output('orderlog mail').match(/ada@example\.com/g)?.length).toBeGreaterThanOrEqual(3);
  expect(output('events order-1001').split('\n').length).toBeGreaterThan(3);
});
