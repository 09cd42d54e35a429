/** The rows of a read model that keeps one row for each order. */

/** What a projection knows of an order: the fold of its log up to `version`. */
export interface ProjectionRow<State> {
  readonly order: string;
  readonly version: number;
  readonly state: State;
}

/** Every method throws `Unavailable` when the table cannot be reached. */
export interface ProjectionRows<Row extends ProjectionRow<unknown>> {
  /** The rows there are of these orders; perhaps not the newest. */
  load(orders: readonly string[]): Promise<ReadonlyMap<string, Row>>;
  /** The newest row of an order. */
  loadNewest(order: string): Promise<Row | undefined>;
  /** Replaces `previous` by the row at a later version; false, and nothing written, if another writer was first. */
  save(previous: Row | undefined, next: ProjectionRow<Row['state']>): Promise<boolean>;
}
