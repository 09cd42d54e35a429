/** Amazon SES: mail from verified senders, which ends in a mailbox on this machine. */

import { isQuery } from '../kernel/query-protocol.ts';
import type { Operation, Service } from '../kernel/service.ts';
import { configurationSetProvider } from './configuration-set/configuration-set-resource.ts';
import { getAccount } from './get-account.ts';
import {
  createEmailIdentity,
  deleteEmailIdentity,
  getEmailIdentity,
  listEmailIdentities,
} from './identity/identity-operations.ts';
import { identityProvider } from './identity/identity-resource.ts';
import { listMail } from './mailbox/list-mail.ts';
import { sendEmail } from './send/send-email.ts';
import { refuseQuery, serveQuery } from './wire/query-protocol.ts';
import { refuseRest, serveRest } from './wire/rest-protocol.ts';

const API: Readonly<Record<string, Operation>> = {
  CreateEmailIdentity: createEmailIdentity,
  DeleteEmailIdentity: deleteEmailIdentity,
  GetAccount: getAccount,
  GetEmailIdentity: getEmailIdentity,
  ListEmailIdentities: listEmailIdentities,
  SendEmail: sendEmail,
};

/** What other services of the engine may ask as well, and the wire may not. */
const INTERNAL: Readonly<Record<string, Operation>> = { ListMail: listMail };

/** The service `ses`, in both versions of its API, which share a credential scope. */
export function sesService(): Service {
  return {
    name: 'ses',
    operations: { ...API, ...INTERNAL },
    serve: (context, request) => (isQuery(request) ? serveQuery(context, request) : serveRest(context, request, API)),
    refuse: (error, requestId, request) =>
      isQuery(request) ? refuseQuery(error, requestId) : refuseRest(error, requestId),
    resources: {
      'AWS::SES::ConfigurationSet': configurationSetProvider,
      'AWS::SES::EmailIdentity': identityProvider,
    },
  };
}
