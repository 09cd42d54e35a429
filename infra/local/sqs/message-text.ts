/** The characters a message may be made of: those of XML 1.0. */

// eslint-disable-next-line no-control-regex -- the control characters are what is refused
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export function isAllowedText(text: string): boolean {
  return !REFUSED.test(text) && text.isWellFormed();
}
