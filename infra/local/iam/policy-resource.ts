/** AWS::IAM::Policy: one inline policy on several roles. */

import type { PolicyDocument } from '../kernel/context.ts';
import type { ResourceProvider } from '../kernel/service.ts';
import { checkPolicy } from './policy-text.ts';
import { refreshGrants } from './role-grants.ts';
import { deleteInlinePolicy, findInlinePolicy, putInlinePolicy, roleOf, rolesOf } from './role-store.ts';

interface PolicyProperties {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyDocument;
  readonly Roles?: readonly string[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
export const policyResource: ResourceProvider = {
  properties: ['PolicyName', 'PolicyDocument', 'Roles'],
  apply({ tx, caller: { account } }, resource) {
    const { PolicyName: name, PolicyDocument: document, Roles: roles = [] } = resource.properties as PolicyProperties;
    checkPolicy(document, 'identity');
    for (const role of roles) roleOf(tx, account, role);
    for (const { name: role } of rolesOf(tx, account)) {
      if (roles.includes(role)) putInlinePolicy(tx, account, role, { name, document: JSON.stringify(document) });
      else if (findInlinePolicy(tx, account, role, name)) deleteInlinePolicy(tx, account, role, name);
      else continue;
      refreshGrants(tx, account, role);
    }
    return { ref: name, attributes: { Id: name } };
  },
  remove({ tx, caller: { account } }, ref) {
    for (const { name: role } of rolesOf(tx, account)) {
      if (!findInlinePolicy(tx, account, role, ref)) continue;
      deleteInlinePolicy(tx, account, role, ref);
      refreshGrants(tx, account, role);
    }
  },
};
