/** Bucket configurations as templates write them, turned into what the API's XML says. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { XmlNode, XmlTree } from '../wire/xml-body.ts';

type Properties = Readonly<Record<string, unknown>>;

export function publicAccessBlockXml(properties: Properties): XmlTree {
  const all = {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  return texts({ ...all, ...properties });
}

/** `SSEAlgorithm` and `KMSMasterKeyID` stand under another name here. */
export function encryptionXml({ ServerSideEncryptionConfiguration: rules = [], ...others }: Properties): XmlTree {
  refuseOthers('BucketEncryption', others);
  return {
    Rule: (rules as Properties[]).map(
      ({ ServerSideEncryptionByDefault: byDefault = {}, BucketKeyEnabled = false, ...more }) => {
        refuseOthers('BucketEncryption', more);
        return {
          ApplyServerSideEncryptionByDefault: texts(byDefault as Properties),
          BucketKeyEnabled: String(BucketKeyEnabled),
        };
      },
    ),
  };
}

/** Templates have rules flat, where the XML groups them by what they do. */
export function lifecycleXml(rules: readonly Properties[]): XmlTree {
  return { Rule: rules.map(lifecycleRule) };
}

function lifecycleRule(rule: Properties): XmlTree {
  const { Id, Status, Prefix, TagFilters, ObjectSizeGreaterThan, ObjectSizeLessThan, ...actions } = rule;
  const { ExpirationInDays, ExpirationDate, ExpiredObjectDeleteMarker, ...others } = actions;
  const { NoncurrentVersionExpiration, NoncurrentVersionExpirationInDays, AbortIncompleteMultipartUpload, ...unknown } =
    others;
  refuseOthers('LifecycleConfiguration', unknown);
  const noncurrent = NoncurrentVersionExpiration ?? days('NoncurrentDays', NoncurrentVersionExpirationInDays);
  const expiration = texts({ Days: ExpirationInDays, Date: ExpirationDate, ExpiredObjectDeleteMarker });
  return {
    ...texts({ ID: Id, Status }),
    Filter: {
      And: {
        ...texts({ Prefix: Prefix ?? '', ObjectSizeGreaterThan, ObjectSizeLessThan }),
        Tag: ((TagFilters ?? []) as Properties[]).map(texts),
      },
    },
    ...(Object.keys(expiration).length > 0 && { Expiration: expiration }),
    ...(noncurrent !== undefined && { NoncurrentVersionExpiration: texts(noncurrent as Properties) }),
    ...(AbortIncompleteMultipartUpload !== undefined && {
      AbortIncompleteMultipartUpload: texts(AbortIncompleteMultipartUpload as Properties),
    }),
  };
}

/** Templates name the lists of a rule in the plural. */
export function corsXml(rules: readonly Properties[]): XmlTree {
  return {
    CORSRule: rules.map((rule) => {
      const { Id, AllowedHeaders, AllowedMethods, AllowedOrigins, ExposedHeaders, MaxAge, ...others } = rule;
      refuseOthers('CorsConfiguration', others);
      return {
        ...texts({ ID: Id, MaxAgeSeconds: MaxAge }),
        ...lists({
          AllowedHeader: AllowedHeaders,
          AllowedMethod: AllowedMethods,
          AllowedOrigin: AllowedOrigins,
          ExposeHeader: ExposedHeaders,
        }),
      };
    }),
  };
}

/** Templates have one event in each rule, and other names for functions and filters. */
export function notificationXml(properties: Properties): XmlTree {
  const { EventBridgeConfiguration, LambdaConfigurations, QueueConfigurations, TopicConfigurations, ...others } =
    properties;
  refuseOthers('NotificationConfiguration', others);
  const bridge = EventBridgeConfiguration as { readonly EventBridgeEnabled?: boolean | string } | undefined;
  return {
    ...notificationRules('TopicConfiguration', TopicConfigurations, ['Topic', 'Topic']),
    ...notificationRules('QueueConfiguration', QueueConfigurations, ['Queue', 'Queue']),
    ...notificationRules('CloudFunctionConfiguration', LambdaConfigurations, ['Function', 'CloudFunction']),
    ...(bridge !== undefined &&
      String(bridge.EventBridgeEnabled ?? true) === 'true' && { EventBridgeConfiguration: {} }),
  };
}

/** `target` is what holds the ARN, in templates and in the XML. */
function notificationRules(element: string, rules: unknown, target: readonly [property: string, element: string]) {
  if (rules === undefined) return {};
  const [property, targetElement] = target;
  const trees = (rules as Properties[]).map(({ Event, Filter, [property]: arn, ...others }) => {
    refuseOthers('NotificationConfiguration', others);
    const key = (Filter as { readonly S3Key?: { readonly Rules?: readonly Properties[] } } | undefined)?.S3Key;
    const filter = { Filter: { S3Key: { FilterRule: (key?.Rules ?? []).map(texts) } } };
    return { [targetElement]: String(arn), Event: [String(Event)], ...(Filter !== undefined && filter) };
  });
  return { [element]: trees };
}

function lists(properties: Properties): Record<string, XmlNode> {
  const given = Object.entries(properties).filter(([, values]) => values !== undefined);
  return Object.fromEntries(given.map(([name, values]) => [name, (values as unknown[]).map(String)]));
}

function days(name: string, value: unknown): Properties | undefined {
  return value === undefined ? undefined : { [name]: value };
}

function texts(properties: Properties): Record<string, XmlNode> {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function refuseOthers(property: string, others: Properties): void {
  const [name] = Object.keys(others);
  if (name !== undefined)
    throw new AwsError(
      'NotImplemented',
      `The local engine does not understand ${name} in ${property} of AWS::S3::Bucket.`,
    );
}
