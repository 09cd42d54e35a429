/** Reads an expression's tokens one by one and collects what a parsed expression reports about itself. */

import { tokenize, type Token } from './lexer.ts';
import { isReserved } from './reserved-words.ts';
import type { Path, Placeholder } from './syntax.ts';

/** A text that is no expression; the message goes behind "Invalid …Expression: ". */
export class SyntaxProblem extends Error {}

export class TokenReader {
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  readonly paths: Path[] = [];
  /** The first reserved word used as a name. */
  reserved: string | undefined;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  get token(): Token {
    return this.#tokens[this.#position] as Token;
  }

  /** How many tokens were read. */
  get position(): number {
    return this.#position;
  }

  /** The token `ahead` of the present one. */
  peek(ahead: number): Token | undefined {
    return this.#tokens[this.#position + ahead];
  }

  next(): Token {
    const token = this.token;
    if (token.type !== 'end') this.#position += 1;
    return token;
  }

  isSymbol(symbol: string): boolean {
    return this.token.type === 'symbol' && this.token.text === symbol;
  }

  isKeyword(keyword: string): boolean {
    return this.token.type === 'word' && this.token.text.toUpperCase() === keyword;
  }

  /** Takes the symbol if it comes next. */
  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.next();
    return true;
  }

  takeKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.next();
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.token.type !== 'end') throw this.unexpected();
  }

  /** A syntax error at the present token. */
  unexpected(): SyntaxProblem {
    const previous = this.#tokens[this.#position - 1] ?? this.token;
    const next = this.#tokens[this.#position + 1] ?? this.token;
    const until = next.type === 'end' ? this.#text.length : next.at + next.text.length;
    const near = this.#text.slice(previous.at, until).trim();
    return new SyntaxProblem(`Syntax error; token: "${this.token.text}", near: "${near}"`);
  }

  /** `a.#b[3]` */
  path(): Path {
    const steps: (string | number)[] = [this.#name()];
    return this.pathFrom(steps);
  }

  /** The rest of a path whose first steps are read. */
  pathFrom(steps: (string | number)[]): Path {
    for (;;) {
      if (this.takeSymbol('.')) steps.push(this.#name());
      else if (this.takeSymbol('[')) {
        if (this.token.type !== 'number') throw this.unexpected();
        steps.push(Number(this.next().text));
        this.expectSymbol(']');
      } else break;
    }
    const path: Path = { type: 'path', steps };
    this.paths.push(path);
    return path;
  }

  placeholder(): Placeholder {
    if (this.token.type !== 'value') throw this.unexpected();
    const name = this.next().text;
    this.values.add(name);
    return { type: 'value', name };
  }

  #name(): string {
    const { type, text } = this.token;
    if (type === 'name') this.names.add(text);
    else if (type !== 'word') throw this.unexpected();
    else if (isReserved(text)) this.reserved ??= text;
    this.next();
    return text;
  }
}
