/** `orderlog up --explain`: what of the template has no effect on this machine, and why. */

import { everyService } from '../local/shell/every-service.ts';
import { checkTemplate } from '../local/template/check-template.ts';
import { explainIgnored } from '../local/template/explain-ignored.ts';
import type { Assembly } from '../local/template/read-assembly.ts';
import { resourceCatalog } from '../local/template/resource-catalog.ts';
import { TemplateProblems } from '../local/template/template.ts';
import type { Terminal } from './terminal.ts';

/** Throws `TemplateProblems` if the template cannot be run at all. */
export function explain({ template }: Assembly, { out }: Pick<Terminal, 'out'>): 0 {
  const catalog = resourceCatalog(everyService({ awsUrl: () => '', httpUrl: () => '' }));
  const problems = checkTemplate(template, catalog);
  if (problems.length > 0) throw new TemplateProblems(problems);
  for (const { type, property, reason, logicalIds } of explainIgnored(template, catalog)) {
    out(`${type}${property === undefined ? '' : `.${property}`}: ${reason}\n    ${logicalIds.join(', ')}\n`);
  }
  return 0;
}
