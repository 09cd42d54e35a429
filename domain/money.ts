/** Money as it is counted everywhere here: whole minor units (cents) of a currency. */

export interface Money {
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** The sum of the amounts that are in the currency; others cannot be added to it. */
export function sumMinor(amounts: readonly Money[], currency: string | null): number {
  return amounts.reduce((sum, money) => (money.currency === currency ? sum + money.amountMinor : sum), 0);
}
