/** `AWS::SES::ConfigurationSet` of the template. */

import type { ResourceProvider } from '../../kernel/service.ts';
import { forgetConfigurationSet, saveConfigurationSet } from './configuration-set.ts';

interface SetProperties {
  readonly Name?: string;
  readonly SendingOptions?: { readonly SendingEnabled?: boolean | string };
}

const STAYS_HERE = 'mail stays in the mailbox of this machine';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationset.html */
export const configurationSetProvider: ResourceProvider = {
  properties: ['Name', 'SendingOptions'],
  ignored: {
    ArchivingOptions: STAYS_HERE,
    DeliveryOptions: STAYS_HERE,
    ReputationOptions: 'there are no metrics',
    SuppressionOptions: 'mail that stays in the mailbox does not bounce',
    Tags: 'nothing reads them',
    TrackingOptions: STAYS_HERE,
    VdmOptions: 'there are no metrics',
  },
  apply(context, { generatedName, properties }) {
    const { Name: name = generatedName, SendingOptions } = properties as SetProperties;
    saveConfigurationSet(context, { name, sendingEnabled: String(SendingOptions?.SendingEnabled) !== 'false' });
    return { ref: name, attributes: {} };
  },
  remove: forgetConfigurationSet,
};
