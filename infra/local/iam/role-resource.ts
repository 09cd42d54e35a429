/** AWS::IAM::Role. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */

import type { Context, PolicyDocument } from '../kernel/context.ts';
import type { ResourceProvider } from '../kernel/service.ts';
import { checkPolicy } from './policy-text.ts';
import { refreshGrants } from './role-grants.ts';
import { attachPolicy } from './role-policy-operations.ts';
import {
  deleteAttachment,
  deleteInlinePolicy,
  findRole,
  putInlinePolicy,
  putRole,
  putTemplateShare,
  templateShareOf,
  type RoleRecord,
  type Tag,
} from './role-store.ts';
import { createRole, deleteRoleWithPolicies, type RoleSettings } from './roles.ts';

interface RoleProperties {
  readonly AssumeRolePolicyDocument: PolicyDocument;
  readonly Description?: string;
  readonly ManagedPolicyArns?: readonly string[];
  readonly MaxSessionDuration?: number;
  readonly Path?: string;
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: PolicyDocument }[];
  readonly RoleName?: string;
  readonly Tags?: readonly Tag[];
}

export const roleResource: ResourceProvider = {
  properties: [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'Policies',
    'RoleName',
    'Tags',
  ],
  apply(context, resource) {
    const properties = resource.properties as RoleProperties;
    checkPolicy(properties.AssumeRolePolicyDocument, 'trust');
    for (const policy of properties.Policies ?? []) checkPolicy(policy.PolicyDocument, 'identity');
    const role = upsertRole(context, settingsOf(properties, resource.generatedName));
    sharePolicies(context, role.name, properties);
    return { ref: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
  },
  remove(context, ref) {
    if (findRole(context.tx, context.caller.account, ref)) deleteRoleWithPolicies(context, ref);
  },
};

function settingsOf(properties: RoleProperties, generatedName: string): RoleSettings {
  return {
    name: properties.RoleName ?? generatedName,
    path: properties.Path ?? '/',
    trust: JSON.stringify(properties.AssumeRolePolicyDocument),
    maxSessionSeconds: Number(properties.MaxSessionDuration ?? 3600),
    tags: properties.Tags ?? [],
    ...(properties.Description !== undefined && { description: properties.Description }),
  };
}

function upsertRole(context: Context, settings: RoleSettings): RoleRecord {
  const { account } = context.caller;
  const existing = findRole(context.tx, account, settings.name);
  if (existing === undefined) return createRole(context, settings);
  const arn = `arn:aws:iam::${account}:role${settings.path}${settings.name}`;
  const role = { id: existing.id, createdMs: existing.createdMs, ...settings, arn };
  putRole(context.tx, account, role);
  return role;
}

/** Brings the policies this resource put on the role to the template's; those that came otherwise stay. */
function sharePolicies(
  context: Context,
  role: string,
  { Policies = [], ManagedPolicyArns = [] }: RoleProperties,
): void {
  const { tx, caller } = context;
  const before = templateShareOf(tx, caller.account, role);
  for (const name of before.inline) deleteInlinePolicy(tx, caller.account, role, name);
  for (const arn of before.attached) deleteAttachment(tx, caller.account, role, arn);
  for (const { PolicyName, PolicyDocument } of Policies)
    putInlinePolicy(tx, caller.account, role, { name: PolicyName, document: JSON.stringify(PolicyDocument) });
  for (const arn of ManagedPolicyArns) attachPolicy(context, role, arn);
  const inline = Policies.map(({ PolicyName }) => PolicyName);
  putTemplateShare(tx, caller.account, role, { inline, attached: ManagedPolicyArns });
  refreshGrants(tx, caller.account, role);
}
