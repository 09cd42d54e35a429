/** Hands e-mail over to whoever delivers it. */

export interface Mail {
  /** One address, without a name. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Reasons name no addresses: they are logged and kept. */
export type Posting =
  | { readonly type: 'accepted'; readonly messageId: string }
  /** This mail will never be accepted. */
  | { readonly type: 'refused'; readonly reason: string }
  /** No answer came: it may have been accepted or not. */
  | { readonly type: 'unknown'; readonly reason: string };

export interface Mailer {
  /** Throws only if the mail was certainly not accepted: `Unavailable` if it may be later. */
  post(mail: Mail): Promise<Posting>;
}
