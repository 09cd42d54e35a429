/** `ListStreams`: the streams of an account by name, page by page. */

import type { Context } from '../kernel/context.ts';
import { past } from '../kernel/tuple-key.ts';
import { checkConstraints } from './constraints.ts';
import { invalidArgument } from './kinesis-errors.ts';
import { streamSummary } from './stream-description.ts';
import { authorizeStream, STREAM_NAME, streamKey, streamsRange, type Stream } from './stream.ts';

export interface ListStreamsInput {
  readonly Limit?: number;
  readonly ExclusiveStartStreamName?: string;
  readonly NextToken?: string;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html */
export function listStreams(context: Context, input: ListStreamsInput) {
  checkConstraints(input, {
    Limit: { type: 'number', min: 1, max: 10_000 },
    ExclusiveStartStreamName: STREAM_NAME,
    NextToken: { type: 'string', min: 1 },
  });
  const account = context.caller.account;
  authorizeStream(context, 'ListStreams', { account, name: '*' });
  const after = input.NextToken === undefined ? input.ExclusiveStartStreamName : fromToken(input.NextToken);
  const { from, to } = streamsRange(account);
  const start = after === undefined ? from : past(streamKey({ account, name: after }));
  const page: Stream[] = [];
  let HasMoreStreams = false;
  for (const [, stream] of context.tx.scan<Stream>({ from: start, to })) {
    HasMoreStreams = page.length === (input.Limit ?? 100);
    if (HasMoreStreams) break;
    page.push(stream);
  }
  return {
    StreamNames: page.map(({ name }) => name),
    StreamSummaries: page.map((stream) => streamSummary(context, stream)),
    HasMoreStreams,
    ...(HasMoreStreams ? { NextToken: Buffer.from(page.at(-1)?.name ?? '').toString('base64') } : {}),
  };
}

function fromToken(token: string): string {
  const name = Buffer.from(token, 'base64').toString('utf8');
  if (!/^[\w.-]{1,128}$/.test(name)) throw invalidArgument('NextToken is invalid.');
  return name;
}
