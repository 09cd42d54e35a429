/** In a process of its own: refuses every file of a folder, and prints what that took. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeFile } from './judge-file.ts';

const folder = process.argv[2] ?? '';
const megabytes = () => process.resourceUsage().maxRSS / 1024;

async function refuse(content: Buffer): Promise<void> {
  const { event } = await judgeFile(content);
  if (event.type !== 'ImageRejected') throw new Error('it was accepted');
}

const before = megabytes();
const took = [];
for (const name of readdirSync(folder)) {
  const content = readFileSync(join(folder, name));
  const start = process.cpuUsage();
  await refuse(content);
  const { user, system } = process.cpuUsage(start);
  took.push({ name, cpuMs: (user + system) / 1000, extraMegabytes: megabytes() - before });
}
process.stdout.write(JSON.stringify(took));
