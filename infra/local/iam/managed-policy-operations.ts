/** The IAM operations on managed policies. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import type { XmlValue } from '../kernel/query-protocol.ts';
import { createManagedPolicy, deleteUnattachedPolicy, rolesWith } from './managed-policies.ts';
import {
  awsManagedPolicies,
  findManagedPolicy,
  managedPoliciesOf,
  managedPolicyNamed,
  type ManagedPolicyRecord,
  type PolicyVersion,
} from './managed-policy-store.ts';
import { page, PAGE_PARAMETERS } from './page.ts';
import { checkedPolicyText } from './policy-text.ts';
import { optionalText, requiredText, tagsIn, understands, type QueryInput } from './query-input.ts';
import { noSuchEntity } from './role-store.ts';
import { PATH } from './roles.ts';

export const managedPolicyOperations = {
  CreatePolicy(context: Context, input: QueryInput) {
    understands(input, ['PolicyName', 'Path', 'PolicyDocument', 'Description', 'Tags']);
    const name = requiredText(input, 'PolicyName', /^[\w+=,.@-]{1,128}$/);
    const path = requiredText({ Path: '/', ...input }, 'Path', PATH);
    const { account } = context.caller;
    context.authorize({ action: 'iam:CreatePolicy', resource: `arn:aws:iam::${account}:policy${path}${name}` });
    const document = checkedPolicyText(requiredText(input, 'PolicyDocument'), 'identity');
    if (managedPolicyNamed(context.tx, account, name))
      throw new AwsError(
        'EntityAlreadyExists',
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
        {
          status: 409,
        },
      );
    const description = optionalText(input, 'Description');
    const settings = { name, path, tags: tagsIn(input), ...(description !== undefined && { description }) };
    return { Policy: showPolicy(context, createManagedPolicy(context, settings, document)) };
  },

  GetPolicy(context: Context, input: QueryInput) {
    understands(input, ['PolicyArn']);
    const policy = namedPolicy(context, 'iam:GetPolicy', input);
    return { Policy: { ...showPolicy(context, policy), Description: policy.description } };
  },

  GetPolicyVersion(context: Context, input: QueryInput) {
    understands(input, ['PolicyArn', 'VersionId']);
    const policy = namedPolicy(context, 'iam:GetPolicyVersion', input);
    const id = requiredText(input, 'VersionId');
    const version = policy.versions.find((one) => one.id === id);
    if (version === undefined)
      return noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
    return { PolicyVersion: { Document: encodeURIComponent(version.document), ...showVersion(policy, version) } };
  },

  ListPolicyVersions(context: Context, input: QueryInput) {
    understands(input, ['PolicyArn', ...PAGE_PARAMETERS]);
    const policy = namedPolicy(context, 'iam:ListPolicyVersions', input);
    return page(input, 'Versions', policy.versions, (version) => showVersion(policy, version));
  },

  ListPolicies(context: Context, input: QueryInput) {
    understands(input, ['Scope', 'OnlyAttached', 'PathPrefix', ...PAGE_PARAMETERS]);
    const { tx, caller } = context;
    context.authorize({ action: 'iam:ListPolicies', resource: `arn:aws:iam::${caller.account}:policy/` });
    const scope = optionalText(input, 'Scope') ?? 'All';
    const prefix = optionalText(input, 'PathPrefix') ?? '/';
    const listed = [
      ...(scope === 'AWS' ? [] : managedPoliciesOf(tx, caller.account)),
      ...(scope === 'Local' ? [] : awsManagedPolicies()),
    ].filter(({ path }) => path.startsWith(prefix));
    const used = optionalText(input, 'OnlyAttached') === 'true';
    const shown = used ? listed.filter(({ arn }) => rolesWith(context, arn).length > 0) : listed;
    return page(input, 'Policies', shown, (policy) => showPolicy(context, policy));
  },

  DeletePolicy(context: Context, input: QueryInput) {
    understands(input, ['PolicyArn']);
    const policy = namedPolicy(context, 'iam:DeletePolicy', input);
    deleteUnattachedPolicy(context, policy);
    return undefined;
  },
};

function namedPolicy(context: Context, action: string, input: QueryInput): ManagedPolicyRecord {
  const arn = requiredText(input, 'PolicyArn');
  if (!/^arn:aws:iam::(\d{12}|aws):policy\/./.test(arn)) throw new AwsError('InvalidInput', `ARN ${arn} is not valid.`);
  context.authorize({ action, resource: arn, conditions: { 'aws:ResourceAccount': context.caller.account } });
  return findManagedPolicy(context.tx, arn) ?? noSuchEntity(`Policy ${arn} was not found.`);
}

function showPolicy(context: Context, policy: ManagedPolicyRecord): Record<string, XmlValue> {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.versions[0].id,
    AttachmentCount: rolesWith(context, policy.arn).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: new Date(policy.createdMs).toISOString(),
    UpdateDate: new Date(policy.versions[0].createdMs).toISOString(),
    ...(policy.tags.length > 0 && { Tags: { member: policy.tags.map((tag) => ({ ...tag })) } }),
  };
}

function showVersion(policy: ManagedPolicyRecord, version: PolicyVersion): Record<string, XmlValue> {
  return {
    VersionId: version.id,
    IsDefaultVersion: version === policy.versions[0],
    CreateDate: new Date(version.createdMs).toISOString(),
  };
}
