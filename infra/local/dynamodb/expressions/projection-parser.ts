/**
 * Parses projection expressions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
 */

import type { Parsed, Path } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** Throws SyntaxProblem where the text is no list of paths. */
export function parseProjection(text: string): Parsed<readonly Path[]> {
  const reader = new TokenReader(text);
  do reader.path();
  while (reader.takeSymbol(','));
  reader.expectEnd();
  const { reserved, names, paths } = reader;
  const problem = reserved && `Attribute name is a reserved keyword; reserved keyword: ${reserved}`;
  return { tree: paths, problem, names: [...names], values: [], paths };
}
