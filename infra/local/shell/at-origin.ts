/** Makes the URLs that resources provide lead to where the engine really listens. */

import type { ProvidedResource, ResourceProvider, Service } from '../kernel/service.ts';

/** The service with `assumed` replaced by `actual` in what its resources refer to; `actual` is asked when one is made. */
export function atOrigin(service: Service, assumed: string, actual: () => string): Service {
  const resources = Object.entries(service.resources ?? {}).map(([type, provider]): [string, ResourceProvider] => [
    type,
    moved(provider, assumed, actual),
  ]);
  return { ...service, resources: Object.fromEntries(resources) };
}

function moved(provider: ResourceProvider, assumed: string, actual: () => string): ResourceProvider {
  const move = (text: string): string => text.replaceAll(`${assumed}/`, `${actual()}/`);
  return {
    ...provider,
    apply(context, resource): ProvidedResource {
      const { ref, attributes } = provider.apply(context, resource);
      const entries = Object.entries(attributes).map(([name, value]) => [name, move(value)]);
      return { ref: move(ref), attributes: Object.fromEntries(entries) as Record<string, string> };
    },
  };
}
