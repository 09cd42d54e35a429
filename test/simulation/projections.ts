/** The read models that a run keeps and rebuilds, and what the stack's outputs call them. */

import type { Projection } from '../../domain/projection.ts';
import { customerOrders } from '../../projections/customer-orders/customer-orders.ts';
import { gallery } from '../../projections/gallery/gallery.ts';
import { order } from '../../projections/order/order.ts';
import { productDemand } from '../../projections/product-demand/product-demand.ts';
import { sales } from '../../projections/sales/sales.ts';

export const PROJECTION_NAMES = ['order', 'sales', 'product-demand', 'customer-orders', 'gallery'] as const;

export type ProjectionName = (typeof PROJECTION_NAMES)[number];

export const projections: Readonly<Record<ProjectionName, Projection>> = {
  order,
  sales,
  'product-demand': productDemand,
  'customer-orders': customerOrders,
  gallery,
};

/** `CustomerOrders` for `customer-orders`: as outputs and functions are named. */
export function inPascalCase(name: ProjectionName): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
