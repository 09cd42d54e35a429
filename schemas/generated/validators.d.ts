/** Generated: types of `validators.js`. */
import type { Validator } from '../validator.ts';
export declare const validateEnvelope: Validator;
/** By `dataschema`. */
export declare const dataValidators: ReadonlyMap<string, Validator>;
/** What a `pattern` of the schemas stands for, in words. */
export declare const patternMeanings: ReadonlyMap<string, string>;
