/** An entry of PutEvents, and what is wrong with it. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */

import { AwsError } from '../../kernel/aws-error.ts';
import { BUS_REFERENCE, BUS_NAME_PATTERN, checkList, checkStrings, invalid } from '../validation.ts';

export interface Entry {
  /** Seconds since the epoch. */
  readonly Time?: number;
  readonly Source?: string;
  readonly DetailType?: string;
  /** A JSON object as text. */
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  /** Name or ARN. */
  readonly EventBusName?: string;
  readonly TraceHeader?: string;
}

export interface CompleteEntry extends Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

export interface EntryError {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const MOST_ENTRIES = 10;
const MOST_BYTES = 1_048_576;
const TIME_BYTES = 14;

/** Throws the `ValidationException` that refuses a request as a whole. */
export function checkEntries(entries: readonly Entry[] | undefined): void {
  checkList(entries, 'Entries', 'object');
  if (entries === undefined || entries === null) return checkStrings({}, { Entries: { required: true } });
  if (entries.length === 0) throw outOfBounds(entries, 'greater than or equal to 1');
  entries.forEach((entry, index) => checkEntry(entry, `entries.${index + 1}.member.`));
  if (entries.length > MOST_ENTRIES) throw outOfBounds(entries, `less than or equal to ${MOST_ENTRIES}`);
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes > MOST_BYTES) throw invalid('Total size of the entries in the request is over the limit.');
}

function checkEntry(entry: Entry, at: string): void {
  checkStrings(
    entry,
    {
      Source: {},
      DetailType: {},
      Detail: {},
      EventBusName: {
        ...BUS_REFERENCE,
        pattern: `(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus/)?${BUS_NAME_PATTERN}`,
      },
      TraceHeader: { min: 1, max: 500 },
    },
    at,
  );
  if (
    entry.Time !== undefined &&
    (typeof entry.Time !== 'number' || Number.isNaN(new Date(entry.Time * 1000).getTime()))
  )
    throw new AwsError('SerializationException', 'Time is not a timestamp.');
  checkList(entry.Resources, 'Resources', 'string');
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
function entryBytes({ Time, Source, DetailType, Detail, Resources }: Entry): number {
  const texts = [Source ?? '', DetailType ?? '', Detail ?? '', ...(Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : TIME_BYTES);
}

/** What refuses this entry alone, if anything does. */
export function entryError(entry: Entry): EntryError | undefined {
  for (const member of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[member])
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${member} is not valid. Reason: ${member} is a required argument.`,
      };
  }
  if (entry.Source?.startsWith('aws.') === true)
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  return undefined;
}

/** The parsed detail, or undefined if it is no JSON object. */
export function parseDetail(detail: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(detail);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function outOfBounds(entries: readonly Entry[], bound: string): AwsError {
  return invalid(
    `1 validation error detected: Value '[${entries.map(shown).join(', ')}]' at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
  );
}

/** As AWS prints an entry. */
function shown(entry: Entry): string {
  const resources = entry.Resources ? `[${entry.Resources.join(', ')}]` : null;
  const members = [
    `time=${entry.Time ?? null}, source=${entry.Source ?? null}, resources=${resources}`,
    `detailType=${entry.DetailType ?? null}, detail=${entry.Detail ?? null}, eventBusName=${entry.EventBusName ?? null}`,
    `traceHeader=${entry.TraceHeader ?? null}, kmsKeyIdentifier=null, internalMetadata=null`,
  ];
  return `PutEventsRequestEntry(${members.join(', ')})`;
}
