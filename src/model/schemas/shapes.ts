/** Pieces that the schemas of published files share. */

export const number = { type: 'number' } as const;
export const numberOrNull = { type: ['number', 'null'] } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const countOrNull = { type: ['integer', 'null'], minimum: 0 } as const;
export const flag = { type: 'boolean' } as const;
export const flagOrNull = { type: ['boolean', 'null'] } as const;
export const text = { type: 'string' } as const;
export const textOrNull = { type: ['string', 'null'] } as const;
export const rate = { type: 'number', minimum: 0, maximum: 1 } as const;
export const rateOrNull = { type: ['number', 'null'], minimum: 0, maximum: 1 } as const;
export const texts = { type: 'array', items: text } as const;
/** The code of a warning, and after a colon what it is about, where that has a name: `host_silent:exec-a`. */
export const WARNING_CODE = '^[a-z][a-z0-9_]*(:[A-Za-z0-9_-]{1,64})?$';
export const warningCode = { type: 'string', pattern: WARNING_CODE } as const;
export const warningCodes = { type: 'array', items: warningCode } as const;
export const intervalOrNull = {
  type: ['array', 'null'],
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2,
} as const;

export const listOf = <const S extends object>(items: S) => ({ type: 'array', items }) as const;
export const mapOf = <const S extends object>(values: S) =>
  ({ type: 'object', additionalProperties: values }) as const;
export const numbers = mapOf(number);
export const orNull = <const S extends object>(schema: S) => ({ anyOf: [schema, { type: 'null' }] }) as const;

/** The schema of a text that is one of the words of `Word`. It takes any text: a word may be added. */
export interface WordSchema<Word extends string> {
  readonly type: 'string';
  readonly standsFor?: Word;
}

/** A closed object: every property is required and no other is allowed. */
export function closed<const P extends Readonly<Record<string, object>>>(properties: P) {
  return {
    type: 'object' as const,
    additionalProperties: false as const,
    required: Object.keys(properties) as readonly (keyof P & string)[],
    properties,
  };
}
