/** Who else may put events on a bus. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context, PolicyDocument, PolicyStatement } from '../../kernel/context.ts';
import { addressOfBus } from '../arns.ts';
import { BUS_REFERENCE, checkStrings, invalid } from '../validation.ts';
import { putBus, requireBus } from './bus-store.ts';

interface PutPermissionInput {
  readonly EventBusName?: string;
  readonly Action?: string;
  readonly Principal?: string;
  readonly StatementId?: string;
  readonly Condition?: { readonly Type: string; readonly Key: string; readonly Value: string };
  readonly Policy?: string;
}

const LONGEST_POLICY = 10_240;

/** Adds a statement, or replaces the whole policy where `Policy` is given. */
export function putPermission(context: Context, input: PutPermissionInput) {
  checkStrings(input, {
    EventBusName: BUS_REFERENCE,
    Action: { min: 1, max: 64, pattern: 'events:[a-zA-Z]+' },
    Principal: { min: 1, max: 12, pattern: '(\\d{12}|\\*)' },
    StatementId: { min: 1, max: 64, pattern: '[a-zA-Z0-9-_]+' },
  });
  const address = addressOfBus(context, input.EventBusName);
  context.authorize({ action: 'events:PutPermission', resource: address.arn });
  const bus = requireBus(context.tx, address);
  const policy =
    input.Policy === undefined
      ? withStatement(bus.policy, statementOf(input, address.arn))
      : policyDocument(input.Policy);
  if (JSON.stringify(policy).length > LONGEST_POLICY)
    throw new AwsError('PolicyLengthExceededException', 'The policy exceeds the limit of 10240 characters.');
  putBus(context.tx, address.account, { ...bus, policy, modifiedMs: context.now });
  return {};
}

export function removePermission(
  context: Context,
  input: { readonly EventBusName?: string; readonly StatementId?: string; readonly RemoveAllPermissions?: boolean },
) {
  checkStrings(input, { EventBusName: BUS_REFERENCE, StatementId: { min: 1, max: 64 } });
  const address = addressOfBus(context, input.EventBusName);
  context.authorize({ action: 'events:RemovePermission', resource: address.arn });
  const { policy, ...bus } = requireBus(context.tx, address);
  if (input.RemoveAllPermissions !== true && input.StatementId === undefined)
    throw invalid('Parameter StatementId is required unless RemoveAllPermissions is set.');
  if (policy === undefined) {
    if (input.RemoveAllPermissions === true) return {};
    throw new AwsError('ResourceNotFoundException', 'EventBus does not have a policy.');
  }
  const kept =
    input.RemoveAllPermissions === true
      ? []
      : statementsOf(policy).filter((statement) => statement.Sid !== input.StatementId);
  if (kept.length === statementsOf(policy).length)
    throw new AwsError('ResourceNotFoundException', 'Statement with the provided id does not exist.');
  const remaining = kept.length === 0 ? {} : { policy: { ...policy, Statement: kept } };
  putBus(context.tx, address.account, { ...bus, ...remaining, modifiedMs: context.now });
  return {};
}

/** Parses a policy given as text or, in a template, as an object. */
export function policyDocument(policy: unknown): PolicyDocument {
  const parsed = typeof policy === 'string' ? parsedOrUndefined(policy) : policy;
  if (typeof parsed !== 'object' || parsed === null || !('Statement' in parsed))
    throw invalid('This policy contains invalid Json');
  return parsed as PolicyDocument;
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statementOf(input: PutPermissionInput, resource: string): PolicyStatement {
  const { Action, Principal, StatementId, Condition } = input;
  if (Action === undefined || Principal === undefined || StatementId === undefined)
    throw invalid('Parameters Action, Principal and StatementId must be specified unless Policy is.');
  if (Action !== 'events:PutEvents') throw invalid("Provided value in parameter 'action' is not supported.");
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: `arn:aws:iam::${Principal}:root` },
    Action,
    Resource: resource,
    ...(Condition && { Condition: { [Condition.Type]: { [Condition.Key]: Condition.Value } } }),
  };
}

/** The policy with the statement added; one of the same id is replaced. */
export function withStatement(policy: PolicyDocument | undefined, statement: PolicyStatement): PolicyDocument {
  const others = statementsOf(policy).filter(({ Sid }) => Sid !== statement.Sid);
  return { Version: policy?.Version ?? '2012-10-17', Statement: [...others, statement] };
}

export function statementsOf(policy: PolicyDocument | undefined): readonly PolicyStatement[] {
  const statement = policy?.Statement ?? [];
  return Array.isArray(statement) ? (statement as readonly PolicyStatement[]) : [statement as PolicyStatement];
}
