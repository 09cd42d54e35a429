/** The API of a function's resource-based policy. */

import type { Context, PolicyStatement } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import { functionArn, type FunctionReference } from '../function/function-arn.ts';
import { conflict, notFound, preconditionFailed } from '../function/function-errors.ts';
import { requireFunction } from '../function/function-record.ts';
import { authorizeFunction, findPolicy, policyDocument, savePolicy } from './function-policy.ts';

export interface PermissionInput {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly StatementId?: string;
  readonly Action?: string;
  readonly Principal?: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly PrincipalOrgID?: string;
  readonly EventSourceToken?: string;
  readonly FunctionUrlAuthType?: string;
  readonly InvokedViaFunctionUrl?: boolean;
  readonly RevisionId?: string;
}

export function addPermission(context: Context, input: PermissionInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'AddPermission', reference);
  resolveVersion(context, record, reference);
  const statement = permissionStatement(context, reference, input);
  const policy = findPolicy(context, reference);
  if (input.RevisionId !== undefined && input.RevisionId !== policy?.revisionId) throw preconditionFailed();
  if (policy?.statements.some(({ Sid }) => Sid === statement.Sid))
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  putStatement(context, reference, statement);
  return { Statement: JSON.stringify(statement) };
}

/** Adds a statement in place of one with the same id. */
export function putStatement(context: Context, reference: FunctionReference, statement: PolicyStatement): void {
  const others = (findPolicy(context, reference)?.statements ?? []).filter(({ Sid }) => Sid !== statement.Sid);
  savePolicy(context, reference, { statements: [...others, statement], revisionId: uuid(context.random) });
}

export function permissionStatement(
  { region }: Context,
  reference: FunctionReference,
  input: PermissionInput,
): PolicyStatement & { readonly Sid: string } {
  const { StatementId = '', Action = '', Principal = '', SourceArn, SourceAccount, PrincipalOrgID } = input;
  const equals = {
    ...(SourceAccount === undefined ? {} : { 'AWS:SourceAccount': SourceAccount }),
    ...(PrincipalOrgID === undefined ? {} : { 'aws:PrincipalOrgID': PrincipalOrgID }),
    ...(input.EventSourceToken === undefined ? {} : { 'lambda:EventSourceToken': input.EventSourceToken }),
  };
  const conditions = {
    ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
    ...(SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalElement(Principal),
    Action,
    Resource: functionArn(region, reference),
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
}

function principalElement(principal: string): unknown {
  if (principal === '*') return '*';
  if (principal.endsWith('.amazonaws.com')) return { Service: principal };
  return { AWS: /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal };
}

export function removePermission(context: Context, input: PermissionInput): void {
  const { reference } = requireFunction(context, input);
  authorizeFunction(context, 'RemovePermission', reference);
  const policy = findPolicy(context, reference);
  if (policy === undefined) throw notFound('No policy is associated with the given resource.');
  if (input.RevisionId !== undefined && input.RevisionId !== policy.revisionId) throw preconditionFailed();
  const statements = policy.statements.filter(({ Sid }) => Sid !== input.StatementId);
  if (statements.length === policy.statements.length)
    throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
  savePolicy(context, reference, { statements, revisionId: uuid(context.random) });
}

export function getPolicy(context: Context, input: PermissionInput): unknown {
  const { reference } = requireFunction(context, input);
  authorizeFunction(context, 'GetPolicy', reference);
  const policy = findPolicy(context, reference);
  if (policy === undefined) throw notFound();
  return { Policy: JSON.stringify(policyDocument(policy)), RevisionId: policy.revisionId };
}
