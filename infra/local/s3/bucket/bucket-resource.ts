/** AWS::S3::Bucket. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import type { ProvidedResource, ResourceProvider } from '../../kernel/service.ts';
import { applyNotification } from '../notification/notification-operations.ts';
import { checkedTags } from '../object/tags.ts';
import { findBucket, putBucket, type BucketRecord, type Tag } from '../store/bucket-store.ts';
import type { XmlTree } from '../wire/xml-body.ts';
import { MAX_BUCKET_TAGS } from './bucket-tagging.ts';
import { createBucketRecord, deleteEmptyBucket } from './buckets.ts';
import { configure } from './configuration-operations.ts';
import { CONFIGURATIONS, DEFAULT_CONFIGURATIONS } from './configurations.ts';
import {
  corsXml,
  encryptionXml,
  lifecycleXml,
  notificationXml,
  publicAccessBlockXml,
} from './template-configurations.ts';

interface BucketProperties {
  readonly BucketName?: string;
  readonly BucketEncryption?: Record<string, unknown>;
  readonly CorsConfiguration?: { readonly CorsRules: readonly Record<string, unknown>[] };
  readonly LifecycleConfiguration?: { readonly Rules: readonly Record<string, unknown>[] };
  readonly NotificationConfiguration?: Record<string, unknown>;
  readonly OwnershipControls?: { readonly Rules: readonly XmlTree[] };
  readonly PublicAccessBlockConfiguration?: Record<string, unknown>;
  readonly Tags?: readonly Tag[];
  readonly VersioningConfiguration?: { readonly Status: 'Enabled' | 'Suspended' };
}

export const bucketResource: ResourceProvider = {
  properties: [
    'BucketName',
    'BucketEncryption',
    'CorsConfiguration',
    'LifecycleConfiguration',
    'NotificationConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
  ignored: {
    AccessControl: 'access control lists are not implemented; only the owner has access, and bucket policies grant it',
    LoggingConfiguration: 'the engine writes no access logs',
    MetricsConfigurations: 'the engine has no CloudWatch metrics',
  },
  apply(context, resource) {
    const properties = resource.properties as BucketProperties;
    const configurations = configurationsOf(properties);
    const name = properties.BucketName ?? resource.generatedName.toLowerCase();
    const found = findBucket(context.tx, name) ?? createBucketRecord(context, name);
    if (found.account !== context.caller.account)
      throw new AwsError('BucketAlreadyExists', `The bucket ${name} belongs to another account.`);
    const bucket = {
      ...found,
      tags: checkedTags(properties.Tags ?? [], MAX_BUCKET_TAGS),
      ...versioning(found, properties),
    };
    putBucket(context.tx, bucket);
    const configured = configure(context, bucket, configurations);
    applyNotification(context, configured, notificationXml(properties.NotificationConfiguration ?? {}));
    return describeBucket(context, name);
  },
  remove(context, ref) {
    const bucket = findBucket(context.tx, ref);
    if (bucket !== undefined) deleteEmptyBucket(context, bucket);
  },
};

/** Versioning can be suspended, not undone. */
function versioning(found: BucketRecord, { VersioningConfiguration }: BucketProperties): Partial<BucketRecord> {
  if (VersioningConfiguration !== undefined) return { versioning: VersioningConfiguration.Status };
  return found.versioning === undefined ? {} : { versioning: 'Suspended' };
}

/** The template's configurations, checked; the defaults of a new bucket where it has none. */
function configurationsOf(properties: BucketProperties): Record<string, XmlTree | undefined> {
  const { BucketEncryption, CorsConfiguration, LifecycleConfiguration, OwnershipControls } = properties;
  const { PublicAccessBlockConfiguration } = properties;
  const given: Record<string, XmlTree | undefined> = {
    encryption: BucketEncryption && encryptionXml(BucketEncryption),
    cors: CorsConfiguration && corsXml(CorsConfiguration.CorsRules),
    lifecycle: LifecycleConfiguration && lifecycleXml(LifecycleConfiguration.Rules),
    ownershipControls: OwnershipControls && { Rule: OwnershipControls.Rules },
    publicAccessBlock: PublicAccessBlockConfiguration && publicAccessBlockXml(PublicAccessBlockConfiguration),
  };
  for (const { subresource, check } of CONFIGURATIONS) {
    given[subresource] ??= DEFAULT_CONFIGURATIONS[subresource];
    if (given[subresource] !== undefined) check(given[subresource]);
  }
  return given;
}

function describeBucket({ region }: Context, name: string): ProvidedResource {
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
    },
  };
}
