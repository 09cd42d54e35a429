/** What the id of an order looks like. */

/** No order has an id that its contract does not allow; a table would refuse one longer than a key may be. */
export function mayBeOrder(id: string): boolean {
  return /^[A-Za-z0-9._:-]{1,128}$/.test(id);
}
