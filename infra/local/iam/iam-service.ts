/** IAM: roles and their policies, over the Query protocol. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { queryProtocol } from '../kernel/query-protocol.ts';
import type { Service } from '../kernel/service.ts';
import { issueCredentials, type Credentials } from './credentials.ts';
import { managedPolicyOperations } from './managed-policy-operations.ts';
import { managedPolicyResource } from './managed-policy-resource.ts';
import { policyResource } from './policy-resource.ts';
import { roleOperations } from './role-operations.ts';
import { rolePolicyOperations } from './role-policy-operations.ts';
import { roleResource } from './role-resource.ts';

const API = { ...roleOperations, ...rolePolicyOperations, ...managedPolicyOperations };

/** What other services of the engine may ask as well, and the wire may not. */
const INTERNAL = {
  /** The credentials a role's session signs with. */
  IssueCredentials: (
    { tx }: Context,
    { RoleArn, SessionName }: { readonly RoleArn: string; readonly SessionName: string },
  ): Credentials => issueCredentials(tx, RoleArn, SessionName),
};

export function iamService(): Service {
  const protocol = queryProtocol(API, { namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' });
  return {
    name: 'iam',
    operations: { ...API, ...INTERNAL },
    serve: protocol.serve,
    refuse: (error, requestId, request) => protocol.refuse(inQueryTerms(error), requestId, request),
    resources: {
      'AWS::IAM::Role': roleResource,
      'AWS::IAM::Policy': policyResource,
      'AWS::IAM::ManagedPolicy': managedPolicyResource,
    },
  };
}

/** IAM and STS call a refusal `AccessDenied`, with status 403. */
export function inQueryTerms(error: AwsError): AwsError {
  return error.code === 'AccessDeniedException' ? new AwsError('AccessDenied', error.message, { status: 403 }) : error;
}
