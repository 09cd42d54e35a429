/** All CloudFormation resource types of the engine's services. */

import type { ResourceProvider, Service } from '../kernel/service.ts';

export type ResourceCatalog = ReadonlyMap<string, ResourceProvider>;

/** Providers by resource type, such as `AWS::SQS::Queue`. */
export function resourceCatalog(services: readonly Service[]): ResourceCatalog {
  return new Map(services.flatMap(({ resources = {} }) => Object.entries(resources)));
}
