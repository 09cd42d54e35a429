/** TagResource, UntagResource and ListTagsOfResource. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { validationError } from '../errors.ts';
import { list, structure } from '../shapes/collection.ts';
import { string } from '../shapes/scalar.ts';
import { parseInput, problem, type Shape } from '../shapes/shape.ts';
import { addressOf, findTable, saveTable, type Table } from '../table.ts';
import { tags, type Tag } from './table-inputs.ts';

const tagResourceInput = structure({ ResourceArn: string(), Tags: tags() });
const untagResourceInput = structure({ ResourceArn: string(), TagKeys: list(string()) });
const listTagsInput = structure({ ResourceArn: string(), NextToken: string() });

interface TagInput {
  readonly ResourceArn?: string;
  readonly Tags?: readonly Tag[];
  readonly TagKeys?: readonly string[];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export function tagResource(context: Context, input: unknown) {
  const request = parse(context, 'dynamodb:TagResource', tagResourceInput, input);
  const given = required(request.Tags, 'tags');
  const find = tableFinder(context, 'dynamodb:TagResource', request);
  parseInput(tagResourceInput, request);
  if (given.length === 0) throw validationError('Atleast one Tag needs to be provided as Input.');
  const table = find();
  const added = Object.fromEntries(given.map(({ Key, Value }) => [Key, Value]));
  saveTable(context, { ...table, tags: { ...table.tags, ...added } });
  return undefined;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export function untagResource(context: Context, input: unknown) {
  const request = parse(context, 'dynamodb:UntagResource', untagResourceInput, input);
  const gone = required(request.TagKeys, 'tagKeys');
  const find = tableFinder(context, 'dynamodb:UntagResource', request);
  parseInput(untagResourceInput, request);
  if (gone.length === 0) throw validationError('Atleast one Tag Key needs to be provided as Input.');
  const table = find();
  const left = Object.entries(table.tags).filter(([name]) => !gone.includes(name));
  saveTable(context, { ...table, tags: Object.fromEntries(left) });
  return undefined;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export function listTagsOfResource(context: Context, input: unknown) {
  const request = parse(context, 'dynamodb:ListTagsOfResource', listTagsInput, input);
  const table = tableFinder(context, 'dynamodb:ListTagsOfResource', request)();
  return { Tags: Object.entries(table.tags).map(([Key, Value]) => ({ Key, Value })) };
}

/** Whatever is no ARN at all is answered with a missing permission. */
function parse(context: Context, action: string, shape: Shape, input: unknown): TagInput {
  const request = shape.parse(input) as TagInput;
  const { ResourceArn: arn } = request;
  if (arn === undefined) throw validationError('Invalid TableArn');
  if (!/^.+:.+:.+:.+:.+:.+\/.+$/.test(arn))
    throw new AwsError(
      'AccessDeniedException',
      `User: arn:aws:iam::${context.caller.account}:root is not authorized to perform: ${action} on resource: ${arn === '' ? '*' : arn}`,
    );
  return request;
}

function required<T>(value: T | undefined, path: string): T {
  if (value === undefined)
    throw validationError(`1 validation error detected: ${problem(value, path, 'Member must not be null')}`);
  return value;
}

/** Checks the ARN and the permission now, and finds the table when called. */
function tableFinder(context: Context, action: string, { ResourceArn: arn = '' }: TagInput): () => Table {
  if (!/^arn:aws:dynamodb:.+:\d+:table\/[^/]{2}[^/]+$/.test(arn))
    throw validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  context.authorize({ action, resource: arn });
  return () => {
    const table = findTable(context, addressOf(context, arn));
    if (table !== undefined) return table;
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
  };
}
