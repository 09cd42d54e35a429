/** DynamoDB's values, in the JSON shape of its API: the shape they are stored in, too. */

/** Exactly one member is set. Numbers are strings, binary is base64. */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

/** Attributes by name. A name may be anything, `__proto__` included: read with `attributeOf`, write with `setAttribute`. */
export type Item = Record<string, AttributeValue>;

export type AttributeType = keyof AttributeValue;

/** The value's type; a value that passed validation has exactly one. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  return 'NULL';
}

export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

export function setAttribute(item: Item, name: string, value: AttributeValue): void {
  if (name === '__proto__')
    Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true });
  else item[name] = value;
}

/** The named attributes that the item has. */
export function pick(item: Item, names: Iterable<string>): Item {
  const picked: Item = {};
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value !== undefined) setAttribute(picked, name, value);
  }
  return picked;
}

/** A copy that shares nothing with the original. */
export function cloneValue(value: AttributeValue): AttributeValue {
  if (value.M !== undefined) return { M: cloneItem(value.M) };
  if (value.L !== undefined) return { L: value.L.map(cloneValue) };
  const set = value.SS ?? value.NS ?? value.BS;
  return set === undefined ? { ...value } : { [typeOf(value)]: [...set] };
}

export function cloneItem(item: Item): Item {
  const clone: Item = {};
  for (const name of Object.keys(item)) setAttribute(clone, name, cloneValue(attributeOf(item, name) ?? {}));
  return clone;
}
