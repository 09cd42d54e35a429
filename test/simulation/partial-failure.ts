/** Batch operations that answer 200 and yet did not do everything: the failures most often overlooked. */

import type { WireRequest, WireResponse } from '../../infra/local/kernel/wire.ts';
import type { Scheduler } from './scheduler.ts';

type Json = Record<string, unknown>;

/** Serves a random part of a batch and reports the rest as failed, as the operation would; any other call whole. */
export function failSome(
  operation: string,
  request: WireRequest,
  scheduler: Scheduler,
  serve: (request: WireRequest) => WireResponse,
): WireResponse {
  if (operation in REQUESTS) return leaveSome(operation, request, scheduler, serve);
  const list = BATCHES[operation];
  if (list === undefined) return serve(request);
  const body = JSON.parse(Buffer.from(request.body).toString()) as Json;
  const entries = body[list.entries] as unknown[];
  const fails = entries.map(() => scheduler.chance(0.5));
  const passed = entries.filter((_, at) => !fails[at]);
  if (passed.length === 0 || passed.length === entries.length) return serve(request);
  const answer = serve({ ...request, body: Buffer.from(JSON.stringify({ ...body, [list.entries]: passed })) });
  if (answer.status !== 200) return answer;
  const output = JSON.parse(Buffer.from(answer.body).toString()) as Json;
  const results = (output[list.results] as unknown[])[Symbol.iterator]();
  const merged = fails.map((failed) => (failed ? FAILED : results.next().value));
  const count = Number(output[list.count]) + fails.filter(Boolean).length;
  return { ...answer, body: JSON.stringify({ ...output, [list.results]: merged, [list.count]: count }) };
}

/** DynamoDB's batches: what was not done is handed back to be asked for again. */
function leaveSome(
  operation: string,
  request: WireRequest,
  scheduler: Scheduler,
  serve: (request: WireRequest) => WireResponse,
): WireResponse {
  const body = JSON.parse(Buffer.from(request.body).toString()) as { RequestItems: Record<string, unknown> };
  const [table = '', wanted] = Object.entries(body.RequestItems)[0] ?? [];
  const given = wanted as readonly unknown[] | { readonly Keys: readonly unknown[] };
  const all = 'Keys' in given ? given.Keys : given;
  const of = (some: readonly unknown[]) => ({ [table]: 'Keys' in given ? { ...given, Keys: some } : some });
  const done = all.filter(() => scheduler.chance(0.5));
  if (done.length === 0 || done.length === all.length) return serve(request);
  const part = Buffer.from(JSON.stringify({ ...body, RequestItems: of(done) }));
  const answer = serve({ ...request, body: part });
  if (answer.status !== 200) return answer;
  const output = JSON.parse(Buffer.from(answer.body).toString()) as Json;
  const left = of(all.filter((one) => !done.includes(one)));
  return { ...answer, body: JSON.stringify({ ...output, [REQUESTS[operation] ?? '']: left }) };
}

/** Where each tells what is left. */
const REQUESTS: Readonly<Record<string, string>> = {
  BatchGetItem: 'UnprocessedKeys',
  BatchWriteItem: 'UnprocessedItems',
};

const BATCHES: Readonly<Record<string, { entries: string; results: string; count: string }>> = {
  PutEvents: { entries: 'Entries', results: 'Entries', count: 'FailedEntryCount' },
  PutRecords: { entries: 'Records', results: 'Records', count: 'FailedRecordCount' },
};

const FAILED = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
