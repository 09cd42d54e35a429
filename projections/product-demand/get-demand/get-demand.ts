/** `GET /products/demand?sku=&after=&limit=`: what orders want of each product, by stock keeping unit. */

import type { Amounts } from '../../../domain/sums.ts';
import { found, type HttpAnswer, type HttpQuestion } from '../../../http/http-answer.ts';
import { badParameter } from '../../../http/problem.ts';
import { wholeNumber } from '../../../http/whole-number.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;
/** As the contract has it: visible ASCII, so that "~" repeated is the last there can be. */
const SKU = /^[!-~]{1,64}$/;
const LAST_SKU = '~'.repeat(64);

export interface SkuRange {
  /** The first and last stock keeping unit wanted, both included. */
  readonly from: string;
  readonly to: string;
  readonly limit: number;
}

/** Answers `{ products, next }`: `next` is the `after` of the following page, null at the end. */
export function getDemand(readSkus: (range: SkuRange) => Promise<readonly (readonly [sku: string, Amounts])[]>) {
  return async ({ query }: HttpQuestion): Promise<HttpAnswer> => {
    const { sku, after } = query;
    const limit = wholeNumber(query['limit'] ?? String(DEFAULT_LIMIT), 1, MAX_LIMIT);
    if (limit === undefined) return badParameter('limit', `is a whole number from 1 to ${MAX_LIMIT}`);
    if (sku !== undefined && !SKU.test(sku)) return badParameter('sku', 'is 1 to 64 visible ASCII characters');
    if (after !== undefined && !SKU.test(after)) return badParameter('after', 'is the "next" of the page before');
    const range = sku === undefined ? { from: following(after), to: LAST_SKU } : { from: sku, to: sku };
    const skus = await readSkus({ ...range, limit: limit + 1 });
    const page = skus.slice(0, limit);
    return found({
      products: page.filter(([, amounts]) => Object.keys(amounts).length > 0).map(describe),
      next: skus.length > limit ? (page.at(-1)?.[0] ?? null) : null,
    });
  };
}

/** The first text after another. */
function following(sku: string | undefined): string {
  return sku === undefined ? '!' : `${sku}\u0000`;
}

function describe([sku, amounts]: readonly [string, Amounts]) {
  return { sku, ordered: 0, outOfStock: 0, reordered: 0, picked: 0, ...amounts };
}
