/** How the lines of an order are named to its customer: the log knows no names of products, so by their stock keeping unit. */

interface NamedLine {
  readonly id: string;
  readonly sku?: string;
  readonly quantity: number;
}

/** `2 × LAMP-BLUE` */
export function lineText({ id, sku = `Item ${id}`, quantity }: NamedLine): string {
  return `${quantity.toLocaleString('en')} × ${sku}`;
}

const MOST = 50;

/** The first of very many, and `more` in the place of the others, such as `and 12 more`. */
export function shortened<T>(all: readonly T[], more: (text: string) => T): readonly T[] {
  return all.length <= MOST ? all : [...all.slice(0, MOST), more(`and ${all.length - MOST} more`)];
}
