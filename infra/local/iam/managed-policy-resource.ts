/** AWS::IAM::ManagedPolicy: a policy of its own that roles share. */

import type { PolicyDocument } from '../kernel/context.ts';
import type { ResourceProvider } from '../kernel/service.ts';
import { changeManagedPolicy, createManagedPolicy, deleteUnattachedPolicy, rolesWith } from './managed-policies.ts';
import { findManagedPolicy, managedPolicyNamed } from './managed-policy-store.ts';
import { checkPolicy } from './policy-text.ts';
import { attachPolicy, detachPolicy } from './role-policy-operations.ts';

interface ManagedPolicyProperties {
  readonly Description?: string;
  readonly ManagedPolicyName?: string;
  readonly Path?: string;
  readonly PolicyDocument: PolicyDocument;
  readonly Roles?: readonly string[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicyResource: ResourceProvider = {
  properties: ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
  apply(context, resource) {
    const properties = resource.properties as ManagedPolicyProperties;
    checkPolicy(properties.PolicyDocument, 'identity');
    const name = properties.ManagedPolicyName ?? resource.generatedName;
    const document = JSON.stringify(properties.PolicyDocument);
    const existing = managedPolicyNamed(context.tx, context.caller.account, name);
    const { Path: path = '/', Description: description } = properties;
    const settings = { name, path, tags: [], ...(description !== undefined && { description }) };
    const policy = existing ?? createManagedPolicy(context, settings, document);
    changeManagedPolicy(context, policy, document);
    for (const role of properties.Roles ?? []) attachPolicy(context, role, policy.arn);
    return { ref: policy.arn, attributes: { PolicyArn: policy.arn, PolicyId: policy.id } };
  },
  remove(context, ref) {
    const policy = findManagedPolicy(context.tx, ref);
    if (policy === undefined) return;
    for (const role of rolesWith(context, ref)) detachPolicy(context, role, ref);
    deleteUnattachedPolicy(context, policy);
  },
};
