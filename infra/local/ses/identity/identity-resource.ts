/** `AWS::SES::EmailIdentity` of the template. */

import type { ResourceProvider } from '../../kernel/service.ts';
import { forgetIdentity, saveIdentity } from './identity.ts';
import { newIdentity } from './identity-operations.ts';

interface IdentityProperties {
  readonly EmailIdentity: string;
  readonly ConfigurationSetAttributes?: { readonly ConfigurationSetName?: string };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-emailidentity.html */
export const identityProvider: ResourceProvider = {
  properties: ['EmailIdentity', 'ConfigurationSetAttributes', 'Tags'],
  ignored: {
    DkimAttributes: 'no mail leaves this machine, so none is signed',
    DkimSigningAttributes: 'no mail leaves this machine, so none is signed',
    FeedbackAttributes: 'mail that stays in the mailbox does not bounce',
    MailFromAttributes: 'mail that stays in the mailbox does not bounce',
  },
  apply(context, resource) {
    const { EmailIdentity: name, ConfigurationSetAttributes, Tags } = resource.properties as IdentityProperties;
    const set = ConfigurationSetAttributes?.ConfigurationSetName;
    saveIdentity(
      context,
      newIdentity(name, { ...(Tags && { Tags }), ...(set === undefined ? {} : { ConfigurationSetName: set }) }),
    );
    return { ref: name, attributes: dnsRecords(name) };
  },
  remove: forgetIdentity,
};

/** The records that would prove a domain to be one's own, of tokens that nobody will look up. */
function dnsRecords(domain: string): Record<string, string> {
  const records: Record<string, string> = {};
  for (const number of [1, 2, 3]) {
    records[`DkimDNSTokenName${number}`] = `local${number}._domainkey.${domain}`;
    records[`DkimDNSTokenValue${number}`] = `local${number}.dkim.amazonses.com`;
  }
  return records;
}
