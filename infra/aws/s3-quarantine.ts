/** The quarantine: an S3 object for each refusal, and an `EventQuarantined` on the bus so that its producer learns of it. */

import { hash } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { EventBus } from '../../domain/ports/event-bus.ts';
import type { Quarantine, Refusal } from '../../domain/ports/quarantine.ts';
import { reaching } from './unavailable.ts';

/** The source of every `EventQuarantined`. */
const QUARANTINE_SOURCE = 'orderlog.quarantine';

export interface S3QuarantineParts {
  readonly client: S3Client;
  readonly bucket: string;
  readonly bus: EventBus;
}

export function s3Quarantine({ client, bucket, bus }: S3QuarantineParts): Quarantine {
  return {
    async keep(refusal) {
      const digest = hash('sha256', Buffer.concat([refusal.raw, Buffer.from(refusal.reason)]));
      const key = keyOf(refusal, digest);
      await reaching('The quarantine bucket', () =>
        client.send(
          new PutObjectCommand({ Bucket: bucket, Key: key, Body: bodyOf(refusal), ContentType: 'application/json' }),
        ),
      );
      const [failure] = await bus.put([announcement(refusal, { bucket, key, digest })]);
      if (failure) throw failure;
    },
  };
}

/** Under the event's order, source and id as far as they could be read; the digest makes a repetition land on itself. */
function keyOf({ order, source, id }: Refusal, digest: string): string {
  if (order === undefined || source === undefined || id === undefined) return `unnamed/${digest}.json`;
  return ['orders', ...[order, source, id].map(keyPart), `${digest.slice(0, 16)}.json`].join('/');
}

/**
 * A refused event is named as its producer pleased, but a key has at most 1,024 bytes, and no parts that a path would
 * swallow: such a name is represented by its hash. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
function keyPart(name: string): string {
  const part = encodeURIComponent(name.toWellFormed());
  return part.length <= LONGEST_PART && !/^\.*$/.test(part) ? part : `~${hash('sha256', part)}`;
}

const LONGEST_PART = 300;

function bodyOf(refusal: Refusal): string {
  const { raw, ...grounds } = refusal;
  const text = Buffer.from(raw).toString('utf8');
  const exact = Buffer.from(text).equals(raw);
  return JSON.stringify({
    ...grounds,
    encoding: exact ? 'utf8' : 'base64',
    raw: exact ? text : Buffer.from(raw).toString('base64'),
  });
}

function announcement(refusal: Refusal, { bucket, key, digest }: { bucket: string; key: string; digest: string }) {
  const { reason, problems, arrivedTime, order, source, id, type } = refusal;
  return {
    source: QUARANTINE_SOURCE,
    type: 'EventQuarantined',
    time: arrivedTime,
    detail: {
      specversion: '1.0',
      id: digest,
      source: QUARANTINE_SOURCE,
      type: 'EventQuarantined',
      ...(order !== undefined && { subject: excerpt(order) }),
      time: arrivedTime,
      data: {
        reason,
        problems: problems
          .slice(0, 20)
          .map(({ pointer, message }) => ({ pointer: excerpt(pointer), message: excerpt(message) })),
        event: { order: excerpt(order), source: excerpt(source), id: excerpt(id), type: excerpt(type) },
        bucket,
        key,
      },
    },
  };
}

/** What names and pointers a refused event has must not make its announcement one that the bus refuses in turn. */
function excerpt(text: string | undefined): string | undefined {
  return text?.slice(0, 500).toWellFormed();
}
