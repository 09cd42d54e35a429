/** How long each function's bundle takes to load in a fresh process, beside one that holds nothing but a DynamoDB client. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from '../../infra/cdk/bundle.ts';
import { median } from './statistics.ts';

export interface ColdStart {
  readonly name: string;
  readonly kilobytes: number;
  /** Milliseconds to load, the median of several fresh processes. */
  readonly loadMs: number;
  /** Against the bundle of a bare DynamoDB client, in the same run. */
  readonly ratio: number;
}

/** Has native code. */
const IMAGE_INTAKE = 'producers/images/lambda.ts';

const FUNCTIONS: Readonly<Record<string, string>> = {
  recorder: 'projections/recorder/lambda.ts',
  unroutable: 'projections/recorder/unroutable/lambda.ts',
  relay: 'producers/relay/lambda.ts',
  'customer mail': 'projections/customer-mail/lambda.ts',
  order: 'projections/order/projector/lambda.ts',
  sales: 'projections/sales/projector/lambda.ts',
  'product-demand': 'projections/product-demand/projector/lambda.ts',
  'customer-orders': 'projections/customer-orders/projector/lambda.ts',
  'GET /orders/{id}': 'projections/order/get-order/lambda.ts',
  'GET /orders/{id}/events': 'projections/order/get-order-events/lambda.ts',
  'GET /sales': 'projections/sales/get-sales/lambda.ts',
  'GET /products/demand': 'projections/product-demand/get-demand/lambda.ts',
  'GET /customers/{id}/orders': 'projections/customer-orders/get-customer-orders/lambda.ts',
  gallery: 'projections/gallery/projector/lambda.ts',
  'GET /orders/{id}/images': 'projections/gallery/get-images/lambda.ts',
  'POST /orders/{id}/images': 'producers/images/request-upload/lambda.ts',
  'DELETE /orders/…/images/{id}': 'producers/images/hide-image/lambda.ts',
  'image intake': IMAGE_INTAKE,
  'image removal': 'producers/images/remove-files/lambda.ts',
  'GET /health': 'projections/health/lambda.ts',
};

const BARE_CLIENT = 'test/bench/bare-client.ts';

/** Loads every bundle `rounds` times, in turn, so that a slow moment of the machine falls on all of them. */
export function coldStarts(rounds: number): ColdStart[] {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-bench-'));
  const entries = Object.entries({ bare: BARE_CLIENT, ...FUNCTIONS });
  const files = entries.map(([name, entry], at) => {
    const target = join(directory, String(at));
    bundle(entry, target, { names: entry === IMAGE_INTAKE ? ['sharp'] : [], target: 'host' });
    return { name, file: join(target, 'index.mjs'), times: [] as number[] };
  });
  const loader = join(directory, 'load.mjs');
  writeFileSync(loader, LOAD);
  for (let round = 0; round < rounds; round += 1) for (const { file, times } of files) times.push(load(loader, file));
  const bare = median(files[0]?.times ?? []);
  return files.map(({ name, file, times }) => {
    return { name, kilobytes: sizeOf(dirname(file)) / 1024, loadMs: median(times), ratio: median(times) / bare };
  });
}

const LOAD = `const start = performance.now(); await import(process.argv[2]); console.log(performance.now() - start);`;

const SETTINGS = {
  TABLE: 't',
  EVENT_STORE_TABLE: 't',
  CONTROL_TABLE: 't',
  BARRIER_SECONDS: '60',
  QUARANTINE_BUCKET: 'b',
  RECORDED_BUS: 'b',
  UPLOADS_BUCKET: 'b',
  PICTURES_BUCKET: 'b',
  INTAKE_STREAM: 's',
  SENT_MAIL_TABLE: 't',
  SENDER: 'a@example.com',
  AWS_REGION: 'us-east-1',
};

function load(loader: string, file: string): number {
  return Number(
    execFileSync(process.execPath, [loader, file], { env: { ...process.env, ...SETTINGS }, encoding: 'utf8' }),
  );
}

function sizeOf(directory: string): number {
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}
