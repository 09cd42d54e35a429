/**
 * Parses condition, filter and key condition expressions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */

import type { Call, Comparator, Condition, Operand, Parsed } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

type Node = Condition | Operand;

const COMPARATORS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies Comparator[];
const KEYWORDS = ['AND', 'OR', 'NOT', 'BETWEEN', 'IN'];
const FUNCTIONS = ['attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains', 'size'];

/** Throws SyntaxProblem where the text is no condition. */
export function parseCondition(text: string): Parsed<Condition> {
  const reader = new TokenReader(text);
  const parser = conditionParser(reader);
  const tree = parser.condition(parser.or());
  reader.expectEnd();
  const { paths, reserved, names, values } = reader;
  const problem =
    parser.redundantParentheses() ??
    parser.unknownFunction() ??
    parser.misusedFunction() ??
    (reserved && `Attribute name is a reserved keyword; reserved keyword: ${reserved}`);
  return { tree, problem, names: [...names], values: [...values], paths };
}

function conditionParser(reader: TokenReader) {
  let redundant = false;
  /** Where the parenthesis closed last began and ended, in tokens. */
  let lastGroup = { start: -1, end: -1 };
  let unknown: string | undefined;
  let misused: string | undefined;

  /** The node as a condition; `size(…)` alone is none, a path or a value is a syntax error. */
  function condition(node: Node): Condition {
    if (node.type === 'path' || node.type === 'value') throw reader.unexpected();
    if (node.type === 'call' && node.name === 'size') misused ??= node.name;
    return node;
  }

  /** The node as an operand; of the functions only `size` may be one. */
  function operand(node: Node): Operand {
    if (node.type !== 'path' && node.type !== 'value' && node.type !== 'call') throw reader.unexpected();
    if (node.type === 'call' && node.name !== 'size') misused ??= node.name;
    return node;
  }

  function or(): Node {
    const left = and();
    if (!reader.isKeyword('OR')) return left;
    const first = condition(left);
    reader.next();
    return { type: 'or', left: first, right: condition(or()) };
  }

  function and(): Node {
    const left = not();
    if (!reader.isKeyword('AND')) return left;
    const first = condition(left);
    reader.next();
    return { type: 'and', left: first, right: condition(and()) };
  }

  function not(): Node {
    if (!reader.takeKeyword('NOT')) return test();
    return { type: 'not', condition: condition(not()) };
  }

  function test(): Node {
    const left = primary();
    const { type, text } = reader.token;
    if (type === 'symbol' && COMPARATORS.includes(text)) {
      const first = operand(left);
      reader.next();
      return { type: 'compare', operator: text as Comparator, left: first, right: operand(primary()) };
    }
    if (reader.isKeyword('BETWEEN')) return between(operand(left));
    if (reader.isKeyword('IN')) return membership(operand(left));
    return left;
  }

  function between(subject: Operand): Condition {
    reader.next();
    const lower = operand(primary());
    if (!reader.takeKeyword('AND')) throw reader.unexpected();
    return { type: 'between', operand: subject, lower, upper: operand(primary()) };
  }

  function membership(subject: Operand): Condition {
    reader.next();
    return { type: 'in', operand: subject, candidates: operands() };
  }

  function operands(): Operand[] {
    reader.expectSymbol('(');
    const all = [operand(primary())];
    while (reader.takeSymbol(',')) all.push(operand(primary()));
    reader.expectSymbol(')');
    return all;
  }

  function primary(): Node {
    if (reader.takeSymbol('(')) return parenthesized();
    if (reader.token.type === 'value') return reader.placeholder();
    if (reader.token.type === 'word') {
      if (KEYWORDS.includes(reader.token.text.toUpperCase())) throw reader.unexpected();
      if (reader.peek(1)?.text === '(') return call();
      if (reader.token.text.startsWith('_')) throw reader.unexpected();
    }
    return reader.path();
  }

  function parenthesized(): Node {
    const start = reader.position;
    const inner = or();
    if (lastGroup.start === start && lastGroup.end === reader.position) redundant = true;
    reader.expectSymbol(')');
    lastGroup = { start: start - 1, end: reader.position };
    if (inner.type === 'path' && (reader.isSymbol('.') || reader.isSymbol('[')))
      return reader.pathFrom([...inner.steps]);
    return inner;
  }

  function call(): Call {
    const name = reader.next().text;
    const result: Call = { type: 'call', name, operands: operands() };
    if (!FUNCTIONS.includes(name)) unknown ??= name;
    return result;
  }

  return {
    or,
    condition,
    redundantParentheses: () => (redundant ? 'The expression has redundant parentheses;' : undefined),
    unknownFunction: () => unknown && `Invalid function name; function: ${unknown}`,
    misusedFunction: () =>
      misused && `The function is not allowed to be used this way in an expression; function: ${misused}`,
  };
}
