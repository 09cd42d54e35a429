/** What AWS charges in us-east-1, on demand, without free tiers and discounts: as its price pages say. */

/** US dollars for one of each. */
export const listPrices = {
  /** An event replayed to a bus is an event put on it, each 64 KB: https://aws.amazon.com/eventbridge/pricing/ */
  replayedEvent: 1 / 1_000_000,
  /** Each 64 KB, standard queue: https://aws.amazon.com/sqs/pricing/ */
  queueRequest: 0.4 / 1_000_000,
  /** https://aws.amazon.com/lambda/pricing/ */
  invocation: 0.2 / 1_000_000,
  /** A GB of memory for a second on arm64: https://aws.amazon.com/lambda/pricing/ */
  gigabyteSecond: 0.000_013_333_4,
  /** 4 KB read strongly, or 8 KB eventually: https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  readUnit: 0.125 / 1_000_000,
  /** 1 KB written, in a transaction half a KB: https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  writeUnit: 0.625 / 1_000_000,
} as const;

export type PricedThing = keyof typeof listPrices;
