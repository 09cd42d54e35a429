/** The members that many inputs of the API share. */

import { attributeValue } from './attribute-value-shape.ts';
import { list, map, structure, type MapConstraints } from './collection.ts';
import { boolean, string, type Constraints } from './scalar.ts';
import { problem, type Shape } from './shape.ts';

export const NAME_PATTERN = '[a-zA-Z0-9_.-]+';

/** A table's name, or its ARN. */
export const tableName: Shape = nameOrArn(
  string({ required: true, pattern: NAME_PATTERN, minLength: 3, maxLength: 255 }),
);

function nameOrArn(name: Shape): Shape {
  return {
    parse: (value) => name.parse(value),
    check(value, path, problems) {
      if (typeof value !== 'string' || !value.startsWith('arn:')) name.check(value, path, problems);
      else if (value.length > 1024)
        problems.push(problem(value, path, 'Member must have length less than or equal to 1024'));
    },
  };
}

/** For the table operations, which check the name's length by themselves. */
export const plainTableName: Shape = nameOrArn(string({ pattern: NAME_PATTERN }));

export function indexName(constraints: Constraints = {}): Shape {
  return string({ pattern: NAME_PATTERN, minLength: 3, maxLength: 255, ...constraints });
}

export const returnConsumedCapacity = string({ oneOf: ['INDEXES', 'TOTAL', 'NONE'] });
export const returnItemCollectionMetrics = string({ oneOf: ['SIZE', 'NONE'] });
export const returnValues = string({ oneOf: ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'] });
export const returnOnFailure = string({ oneOf: ['ALL_OLD', 'NONE'] });
export const conditionalOperator = string({ oneOf: ['OR', 'AND'] });

export function attributes(constraints: MapConstraints = {}): Shape {
  return map(attributeValue(), 'AttributeValue', constraints);
}

export const expressionNames = map(string(), 'java.lang.String');
export const attributesToGet = list(string(), { minLength: 1, maxLength: 255 });

const COMPARISONS = 'IN NULL BETWEEN LT NOT_CONTAINS EQ GT NOT_NULL NE LE BEGINS_WITH GE CONTAINS'.split(' ');

/** QueryFilter, ScanFilter and KeyConditions. */
export const conditions = map(
  structure(
    {
      ComparisonOperator: string({ required: true, oneOf: COMPARISONS }),
      AttributeValueList: list(attributeValue()),
    },
    'Condition',
    {},
    'value',
  ),
  'Condition',
);

export const expected = map(
  structure(
    {
      AttributeValueList: list(attributeValue()),
      ComparisonOperator: string({ oneOf: COMPARISONS }),
      Exists: boolean(),
      Value: attributeValue('field'),
    },
    'ExpectedAttributeValue',
    {},
    'value',
  ),
  'ExpectedAttributeValue',
);
