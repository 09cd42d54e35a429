/** AWS::Lambda::Permission: one statement of a function's resource-based policy. */

import type { ResourceProvider } from '../../kernel/service.ts';
import { parseFunctionName } from '../function/function-arn.ts';
import { findPolicy, savePolicy } from '../policy/function-policy.ts';
import { permissionStatement, putStatement, type PermissionInput } from '../policy/permission-operations.ts';
import { uuid } from '../../kernel/engine.ts';

/** Between the function's name and the statement's id, so that `remove` finds both. */
const SEPARATOR = '|';

export const permissionResource: ResourceProvider = {
  properties: [
    'FunctionName',
    'Action',
    'Principal',
    'SourceArn',
    'SourceAccount',
    'PrincipalOrgID',
    'EventSourceToken',
  ],
  ignored: { FunctionUrlAuthType: 'functions have no URLs here', InvokedViaFunctionUrl: 'functions have no URLs here' },
  apply(context, { properties, generatedName }) {
    const input: PermissionInput = properties;
    const reference = parseFunctionName(input.FunctionName, context.caller.account);
    putStatement(context, reference, permissionStatement(context, reference, { ...input, StatementId: generatedName }));
    const ref = `${String(input.FunctionName)}${SEPARATOR}${generatedName}`;
    return { ref, attributes: { Id: generatedName } };
  },
  remove(context, ref) {
    const [functionName, statementId] = ref.split(SEPARATOR);
    const reference = parseFunctionName(functionName, context.caller.account);
    const statements = (findPolicy(context, reference)?.statements ?? []).filter(({ Sid }) => Sid !== statementId);
    savePolicy(context, reference, { statements, revisionId: uuid(context.random) });
  },
};
