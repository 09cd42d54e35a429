/**
 * Parses update expressions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */

import type { Call, Operand, Parsed, SetValue, UpdateAction } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
const FUNCTIONS = ['if_not_exists', 'list_append'];

/** Throws SyntaxProblem where the text is no update. */
export function parseUpdate(text: string): Parsed<readonly UpdateAction[]> {
  const reader = new TokenReader(text);
  const actions: UpdateAction[] = [];
  const seen = new Set<string>();
  let repeated: string | undefined;
  const parser = updateParser(reader);
  do {
    const section = SECTIONS.find((name) => reader.isKeyword(name));
    if (section === undefined) throw reader.unexpected();
    reader.next();
    if (seen.has(section)) repeated ??= section;
    seen.add(section);
    do actions.push(parser.action(section));
    while (reader.takeSymbol(','));
  } while (reader.token.type !== 'end');
  const { reserved, names, values, paths } = reader;
  const problem =
    (reserved && `Attribute name is a reserved keyword; reserved keyword: ${reserved}`) ??
    parser.unknownFunction() ??
    (repeated && `The "${repeated}" section can only be used once in an update expression;`);
  return { tree: actions, problem, names: [...names], values: [...values], paths };
}

function updateParser(reader: TokenReader) {
  let unknown: string | undefined;

  function action(section: (typeof SECTIONS)[number]): UpdateAction {
    if (SECTIONS.some((name) => reader.isKeyword(name))) throw reader.unexpected();
    const path = reader.path();
    switch (section) {
      case 'SET':
        reader.expectSymbol('=');
        return { type: section, path, value: value() };
      case 'REMOVE':
        return { type: section, path };
      case 'ADD':
      case 'DELETE':
        return { type: section, path, value: reader.placeholder() };
    }
  }

  /** `a + b`, `(a + b)`, `(a) + b`, `(a)`: what a parenthesis encloses shows only behind it. */
  function value(): SetValue {
    if (!reader.takeSymbol('(')) return sum(operand());
    const inner = sum(operand());
    reader.expectSymbol(')');
    return inner.type === 'arithmetic' ? inner : sum(inner);
  }

  function sum(left: Operand): SetValue {
    for (const operator of ['+', '-'] as const) {
      if (reader.takeSymbol(operator)) return { type: 'arithmetic', operator, left, right: operand() };
    }
    return left;
  }

  function operand(): Operand {
    if (reader.takeSymbol('(')) {
      const inner = operand();
      reader.expectSymbol(')');
      return inner;
    }
    if (reader.token.type === 'value') return reader.placeholder();
    if (reader.token.type === 'word' && reader.peek(1)?.text === '(') return call();
    return reader.path();
  }

  function call(): Call {
    const name = reader.next().text;
    const operands: Operand[] = [];
    do {
      reader.next();
      operands.push(operand());
    } while (reader.isSymbol(','));
    reader.expectSymbol(')');
    if (!FUNCTIONS.includes(name)) unknown ??= name;
    return { type: 'call', name, operands };
  }

  return { action, unknownFunction: () => unknown && `Invalid function name; function: ${unknown}` };
}
