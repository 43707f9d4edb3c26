/** Pieces that the schemas of published files share. */

export const number = { type: 'number' } as const;
export const numberOrNull = { type: ['number', 'null'] } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const flag = { type: 'boolean' } as const;
export const text = { type: 'string' } as const;
export const textOrNull = { type: ['string', 'null'] } as const;
export const rate = { type: 'number', minimum: 0, maximum: 1 } as const;
export const rateOrNull = { type: ['number', 'null'], minimum: 0, maximum: 1 } as const;
export const texts = { type: 'array', items: text } as const;
export const intervalOrNull = {
  type: ['array', 'null'],
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2,
} as const;

/** A closed object: every property is required and no other is allowed. */
export function closed<P extends Readonly<Record<string, object>>>(properties: P) {
  return {
    type: 'object' as const,
    additionalProperties: false as const,
    required: Object.keys(properties) as readonly (keyof P & string)[],
    properties,
  };
}
