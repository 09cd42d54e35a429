/** Lets the scans of rebuilds be as if items were large: DynamoDB ends a page at a megabyte. */

import type { Tamper } from './network.ts';

/** `further` may change the request after that. */
export function shortScans(items: number, further?: Tamper): Tamper {
  return (call, body) => {
    const isScan = call.operation === 'Scan' && call.process.name.includes('-rebuild-');
    const sent = isScan ? shortened(body, items) : body;
    return further === undefined ? sent : further(call, sent);
  };
}

function shortened(body: string, items: number): string {
  const scan = JSON.parse(body) as { readonly Limit?: number };
  return JSON.stringify({ ...scan, Limit: Math.min(scan.Limit ?? items, items) });
}
