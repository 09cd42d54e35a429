/** Settings of a stream: how long it keeps records, its mode, its largest record, its encryption. */

import type { Context } from '../kernel/context.ts';
import type { Constraint } from './constraints.ts';
import { invalidArgument } from './kinesis-errors.ts';
import { checkRetention } from './retention-period.ts';
import { checkMode } from './stream-operations.ts';
import { openStream, saveStream, type NamesStream, type StreamMode } from './stream.ts';

export interface RetentionInput extends NamesStream {
  readonly RetentionPeriodHours: number;
}

export interface EncryptionInput extends NamesStream {
  readonly EncryptionType: 'KMS';
  readonly KeyId: string;
}

const HOURS: Readonly<Record<string, Constraint>> = {
  RetentionPeriodHours: { type: 'number', required: true, min: 1 },
};

const ENCRYPTION: Readonly<Record<string, Constraint>> = {
  EncryptionType: { type: 'string', required: true, values: ['KMS', 'NONE'] },
  KeyId: { type: 'string', required: true, min: 1, max: 2048 },
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html */
export function increaseRetention(context: Context, input: RetentionInput): void {
  const stream = openStream(context, 'IncreaseStreamRetentionPeriod', input, HOURS);
  const hours = input.RetentionPeriodHours;
  checkRetention(hours);
  if (hours < stream.retentionHours)
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.name} can not be shorter than existing retention period (${stream.retentionHours} hours). Use DecreaseRetentionPeriod API.`,
    );
  saveStream(context, { ...stream, retentionHours: hours });
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html */
export function decreaseRetention(context: Context, input: RetentionInput): void {
  const stream = openStream(context, 'DecreaseStreamRetentionPeriod', input, HOURS);
  const hours = input.RetentionPeriodHours;
  checkRetention(hours);
  if (hours > stream.retentionHours)
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.name} can not be longer than existing retention period (${stream.retentionHours} hours). Use IncreaseRetentionPeriod API.`,
    );
  saveStream(context, { ...stream, retentionHours: hours });
}

/** Its shards stay as they are. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html */
export function updateStreamMode(
  context: Context,
  input: NamesStream & { readonly StreamModeDetails: { readonly StreamMode: StreamMode } },
): void {
  const stream = openStream(context, 'UpdateStreamMode', input, { StreamModeDetails: { type: 'map', required: true } });
  saveStream(context, { ...stream, mode: checkMode(input.StreamModeDetails.StreamMode) });
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html */
export function updateMaxRecordSize(
  context: Context,
  input: NamesStream & { readonly MaxRecordSizeInKiB: number },
): void {
  const stream = openStream(context, 'UpdateMaxRecordSize', input, {
    MaxRecordSizeInKiB: { type: 'number', required: true, min: 1024, max: 10_240 },
  });
  saveStream(context, { ...stream, maxRecordKiB: input.MaxRecordSizeInKiB });
}

/** Only noted: one machine has no KMS. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html */
export function startStreamEncryption(context: Context, input: EncryptionInput): void {
  const stream = openStream(context, 'StartStreamEncryption', input, ENCRYPTION);
  saveStream(context, { ...stream, keyId: input.KeyId });
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StopStreamEncryption.html */
export function stopStreamEncryption(context: Context, input: EncryptionInput): void {
  const stream = openStream(context, 'StopStreamEncryption', input, ENCRYPTION);
  delete stream.keyId;
  saveStream(context, stream);
}
