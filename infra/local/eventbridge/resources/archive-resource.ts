/** AWS::Events::Archive. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-archive.html */

import type { ResourceProvider } from '../../kernel/service.ts';
import { findArchive } from '../archives/archive-store.ts';
import { archiveArn } from '../arns.ts';

interface ArchiveProperties {
  readonly ArchiveName?: string;
  readonly SourceArn: string;
  readonly Description?: string;
  readonly EventPattern?: unknown;
  readonly RetentionDays?: number | string;
}

const LONGEST_NAME = 48;

export const archiveResource: ResourceProvider = {
  properties: ['ArchiveName', 'SourceArn', 'Description', 'EventPattern', 'RetentionDays'],
  ignored: { KmsKeyIdentifier: 'nothing on one machine is encrypted at rest' },

  apply(context, resource) {
    const { SourceArn, Description, EventPattern, RetentionDays, ...named } = resource.properties as ArchiveProperties;
    const ArchiveName = named.ArchiveName ?? resource.generatedName.slice(0, LONGEST_NAME);
    const { account } = context.caller;
    const settings = {
      ArchiveName,
      ...(Description !== undefined && { Description }),
      ...(EventPattern !== undefined && {
        EventPattern: typeof EventPattern === 'string' ? EventPattern : JSON.stringify(EventPattern),
      }),
      ...(RetentionDays !== undefined && { RetentionDays: Number(RetentionDays) }),
    };
    if (findArchive(context.tx, account, ArchiveName) !== undefined) context.call('events', 'UpdateArchive', settings);
    else context.call('events', 'CreateArchive', { ...settings, EventSourceArn: SourceArn });
    const arn = archiveArn(context.region, account, ArchiveName);
    return { ref: ArchiveName, attributes: { Arn: arn, ArchiveName } };
  },

  remove(context, ref) {
    if (findArchive(context.tx, context.caller.account, ref) !== undefined)
      context.call('events', 'DeleteArchive', { ArchiveName: ref });
  },
};
