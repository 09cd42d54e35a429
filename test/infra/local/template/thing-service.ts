/** A service whose resources remember what was done to them, for tests of templates. */

import { AwsError } from '../../../../infra/local/kernel/aws-error.ts';
import type { Service } from '../../../../infra/local/kernel/service.ts';
import { key, within } from '../../../../infra/local/kernel/tuple-key.ts';
import type { Transaction } from '../../../../infra/local/kernel/store.ts';

/** What exists, by name: the properties it was last given. */
export function things(tx: Transaction): Record<string, unknown> {
  return Object.fromEntries(
    [...tx.scan<{ name: string }>(within('thing'))].map(([, { name, ...rest }]) => [name, rest]),
  );
}

/** Provides `Test::Thing::Thing`; a `Size` above 10 is refused. */
export function thingService(): Service {
  return {
    name: 'thing',
    operations: {},
    serve: () => ({ status: 200, headers: {}, body: '' }),
    refuse: () => ({ status: 400, headers: {}, body: '' }),
    resources: {
      'Test::Thing::Thing': {
        properties: ['Name', 'Size', 'Other', 'Asset'],
        ignored: { Colour: 'things have none here' },
        apply({ tx }, resource) {
          const { generatedName, properties } = resource;
          const { Name: name = generatedName, ...rest } = properties as {
            Name?: string;
            Size?: number;
            Asset?: string;
          };
          if ((rest.Size ?? 0) > 10) throw new AwsError('TooLarge', 'A thing has at most size 10.');
          const asset = rest.Asset === undefined ? {} : { Asset: resource.assetPath(rest.Asset) };
          tx.put(key('thing', name), { name, ...rest, ...asset });
          return { ref: name, attributes: { Arn: `arn:thing:${name}` } };
        },
        remove: ({ tx }, ref) => tx.delete(key('thing', ref)),
      },
    },
  };
}
