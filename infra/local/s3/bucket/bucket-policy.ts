/** The policy of a bucket. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */

import type { Context, PolicyDocument } from '../../kernel/context.ts';
import { policyProblem } from '../../iam/policy/policy-problem.ts';
import { listOf } from '../../iam/policy/policy-principal.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { accessDenied, s3Error } from '../s3-error.ts';
import { putBucket, type BucketRecord } from '../store/bucket-store.ts';
import type { XmlTree } from '../wire/xml-body.ts';

interface PutBucketPolicyInput extends BucketInput {
  /** JSON text. */
  readonly Policy: string;
}

export const bucketPolicyOperations = {
  GetBucketPolicy(context: Context, input: BucketInput) {
    const bucket = openBucket(context, input, 's3:GetBucketPolicy');
    if (bucket.policy === undefined)
      throw s3Error('NoSuchBucketPolicy', 404, 'The bucket policy does not exist', { BucketName: bucket.name });
    return { Policy: JSON.stringify(bucket.policy) };
  },

  PutBucketPolicy(context: Context, input: PutBucketPolicyInput) {
    const bucket = openBucket(context, input, 's3:PutBucketPolicy');
    putBucketPolicy(context, bucket, parsePolicy(input.Policy));
    return {};
  },

  DeleteBucketPolicy(context: Context, input: BucketInput) {
    const bucket = openBucket(context, input, 's3:DeleteBucketPolicy');
    putBucket(context.tx, { ...bucket, policy: undefined });
    return {};
  },
};

/** Throws MalformedPolicy, or AccessDenied for a public policy on a bucket that blocks them. */
export function putBucketPolicy({ tx }: Context, bucket: BucketRecord, policy: PolicyDocument): void {
  const problem = policyProblem(policy, 'resource') ?? resourceProblem(policy, bucket.name);
  if (problem !== undefined) throw s3Error('MalformedPolicy', 400, problem);
  const blocks = bucket.configurations['publicAccessBlock'] as XmlTree | undefined;
  if (blocks?.['BlockPublicPolicy'] === 'true' && isPublic(policy))
    throw accessDenied(
      'User is not authorized to perform: s3:PutBucketPolicy because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
    );
  putBucket(tx, { ...bucket, policy });
}

function parsePolicy(text: string): PolicyDocument {
  try {
    return JSON.parse(text) as PolicyDocument;
  } catch {
    throw s3Error('MalformedPolicy', 400, "Policies must be valid JSON and the first byte must be '{'");
  }
}

/** A bucket's policy is about that bucket and its objects. */
function resourceProblem(policy: PolicyDocument, bucket: string): string | undefined {
  const arn = `arn:aws:s3:::${bucket}`;
  const resources = [policy.Statement].flat().flatMap(({ Resource, NotResource }) => listOf(Resource ?? NotResource));
  const foreign = resources.some(
    (resource) => resource !== arn && !resource.startsWith(`${arn}/`) && resource !== `${arn}*`,
  );
  return foreign ? 'Policy has invalid resource' : undefined;
}

/** Whether it allows everyone something without any condition. */
function isPublic(policy: PolicyDocument): boolean {
  return [policy.Statement].flat().some(({ Effect, Principal, Condition }) => {
    const everyone = Principal === '*' || listOf((Principal as { AWS?: unknown } | undefined)?.AWS).includes('*');
    return Effect === 'Allow' && everyone && Condition === undefined;
  });
}
