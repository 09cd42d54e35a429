/** A difference between what the log says and what is there. */

export interface AuditProblem {
  /**
   * `gap`: a log lacks a version. `missing`: an order has no row. `extra`: a row's order has no log. `behind`: a row has
   * not seen the newest events. `different`: it has, and is not their fold.
   */
  readonly kind: 'gap' | 'missing' | 'extra' | 'different' | 'behind';
  /** The read model's name; `log` for the event store itself. */
  readonly projection: string;
  /** Null where it is about sums over orders. */
  readonly orderId: string | null;
  readonly field: string;
  /** Null, as `actual`, where there is nothing. */
  readonly expected: unknown;
  readonly actual: unknown;
}
