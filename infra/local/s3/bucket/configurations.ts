/**
 * The configurations of a bucket that are kept and given back. They are stored as their XML reads: elements by name,
 * repeated ones as lists, values as text.
 */

import type { XmlTree } from '../wire/xml-body.ts';
import { malformedXml, notImplemented } from '../s3-error.ts';
import { checkCors } from '../cors/cors-rules.ts';
import { checkLifecycle } from './lifecycle-rules.ts';

export interface ConfigurationKind {
  /** The query parameter that addresses it. */
  readonly subresource: string;
  /** The document's root element. */
  readonly root: string;
  /** What operations are called: `Get`, `Put` and `Delete` before it. */
  readonly operation: string;
  /** What actions are called, after `s3:Get` and `s3:Put`; deleting needs the latter. */
  readonly action: string;
  /** Code and message of the error when there is none. */
  readonly missing: readonly [code: string, message: string];
  /** Throws what S3 would refuse, and NotImplemented for what the engine lacks. */
  readonly check: (configuration: XmlTree) => void;
}

export const CONFIGURATIONS: readonly ConfigurationKind[] = [
  {
    subresource: 'publicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    operation: 'PublicAccessBlock',
    action: 'BucketPublicAccessBlock',
    missing: ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
    check: checkPublicAccessBlock,
  },
  {
    subresource: 'encryption',
    root: 'ServerSideEncryptionConfiguration',
    operation: 'BucketEncryption',
    action: 'EncryptionConfiguration',
    missing: [
      'ServerSideEncryptionConfigurationNotFoundError',
      'The server side encryption configuration was not found',
    ],
    check: checkEncryption,
  },
  {
    subresource: 'ownershipControls',
    root: 'OwnershipControls',
    operation: 'BucketOwnershipControls',
    action: 'BucketOwnershipControls',
    missing: ['OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
    check: checkOwnership,
  },
  {
    subresource: 'lifecycle',
    root: 'LifecycleConfiguration',
    operation: 'BucketLifecycleConfiguration',
    action: 'LifecycleConfiguration',
    missing: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
    check: checkLifecycle,
  },
  {
    subresource: 'cors',
    root: 'CORSConfiguration',
    operation: 'BucketCors',
    action: 'BucketCORS',
    missing: ['NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
    check: checkCors,
  },
];

/** What a new bucket has on AWS. */
export const DEFAULT_CONFIGURATIONS: Readonly<Record<string, XmlTree>> = {
  publicAccessBlock: {
    BlockPublicAcls: 'true',
    IgnorePublicAcls: 'true',
    BlockPublicPolicy: 'true',
    RestrictPublicBuckets: 'true',
  },
  encryption: {
    Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: 'false' }],
  },
  ownershipControls: { Rule: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
};

const SWITCHES = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

function checkPublicAccessBlock(configuration: XmlTree): void {
  for (const [name, value] of Object.entries(configuration))
    if (!SWITCHES.includes(name) || (value !== 'true' && value !== 'false')) throw malformedXml();
}

/** Every object counts as encrypted with S3's own keys; there is no KMS here. */
function checkEncryption({ Rule: rules }: XmlTree): void {
  for (const { ApplyServerSideEncryptionByDefault: byDefault } of oneRule(rules)) {
    const algorithm = (byDefault as XmlTree | undefined)?.['SSEAlgorithm'];
    if (algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse') throw notImplemented('SSEAlgorithm');
    if (algorithm !== 'AES256') throw malformedXml();
  }
}

/** Access control lists are not implemented, so the owner's ownership stays enforced. */
function checkOwnership({ Rule: rules }: XmlTree): void {
  for (const { ObjectOwnership: ownership } of oneRule(rules)) {
    if (ownership === 'BucketOwnerPreferred' || ownership === 'ObjectWriter') throw notImplemented('ObjectOwnership');
    if (ownership !== 'BucketOwnerEnforced') throw malformedXml();
  }
}

function oneRule(rules: unknown): XmlTree[] {
  if (Array.isArray(rules) && rules.length === 1) return rules as XmlTree[];
  throw malformedXml();
}
