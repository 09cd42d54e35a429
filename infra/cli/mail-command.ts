/** `orderlog mail`: what customers were sent, as the mailbox of this machine keeps it. */

import { failed, misused } from './cli-error.ts';
import type { Command } from './command.ts';
import { findSystem, type System } from './find-system.ts';
import { parseOptions, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';

export const mailCommand: Command = {
  usage: 'mail [ID] [--to ADDRESS] [--json]',
  help: `
Lists the mail that was sent on this machine, a line each, the earliest first: id, time, recipient, subject. No mail
leaves this machine; on AWS it is sent by SES, and there is no mailbox.
  ID            shows this one as text; its first characters suffice
  --to ADDRESS  only mail to this address
${SYSTEM_HELP}

A browser shows one as its reader would see it at /_local/mail/ID of the AWS URL.
`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, { ...SYSTEM_OPTIONS, to: { type: 'string' } });
    const [id, surplus] = positionals;
    if (surplus !== undefined) throw misused(`"${surplus}" is one argument too many.`);
    if (values.stage !== undefined)
      throw failed('SES sends the mail of a system on AWS: there is no mailbox to look into.');
    const mails = await readMailbox(findSystem(values, terminal), values.to);
    const chosen = id === undefined ? undefined : theOne(mails, id);
    if (values.json) terminal.out(`${JSON.stringify(chosen ?? mails, null, 2)}\n`);
    else if (chosen !== undefined) terminal.out(mailText(chosen));
    else for (const mail of mails) terminal.out(`${mailLine(mail)}\n`);
    return 0;
  },
};

/** A mail as the engine's mailbox tells it. */
interface Mail {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text?: string;
}

async function readMailbox({ aws, advice }: System, to: string | undefined): Promise<readonly Mail[]> {
  if (aws?.endpoint === undefined)
    throw failed('only ORDERLOG_URL is known: set AWS_ENDPOINT_URL as well, or use --data.');
  const url = new URL('/_local/mail', aws.endpoint);
  if (to !== undefined) url.searchParams.set('to', to);
  const response = await fetch(url).catch((error: unknown) => {
    throw failed(`${url.origin} does not answer. ${advice}`, error);
  });
  if (!response.ok) throw failed(`${url.href} answers ${response.status}: it is not orderlog's own engine.`);
  return (await response.json()) as readonly Mail[];
}

function theOne(mails: readonly Mail[], id: string): Mail {
  const [mail, another] = mails.filter((mail) => mail.id.startsWith(id));
  if (mail === undefined) throw failed(`there is no mail "${id}": "orderlog mail" lists them.`);
  if (another !== undefined) throw failed(`more than one mail begins with "${id}": give more of the id.`);
  return mail;
}

function mailLine({ id, at, to, subject }: Mail): string {
  return `${id}  ${at}  ${to.join(', ')}  ${subject}`;
}

function mailText({ at, from, to, subject, text = '' }: Mail): string {
  return `From: ${from}\nTo: ${to.join(', ')}\nDate: ${at}\nSubject: ${subject}\n\n${text}`;
}
