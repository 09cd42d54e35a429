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
  const body = operation in BATCHES ? (JSON.parse(Buffer.from(request.body).toString()) as Json) : {};
  const list = BATCHES[operation];
  if (list === undefined) return serve(request);
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

const BATCHES: Readonly<Record<string, { entries: string; results: string; count: string }>> = {
  PutEvents: { entries: 'Entries', results: 'Entries', count: 'FailedEntryCount' },
  PutRecords: { entries: 'Records', results: 'Records', count: 'FailedRecordCount' },
};

const FAILED = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
