/** Kinds of settings, each with its default. */

export const shareSetting = (def: number) =>
  ({ type: 'number', minimum: 0, maximum: 1, default: def }) as const;
export const positiveSetting = (def: number) =>
  ({ type: 'number', exclusiveMinimum: 0, default: def }) as const;
export const nonNegativeSetting = (def: number) => ({ type: 'number', minimum: 0, default: def }) as const;
export const countSetting = (def: number) => ({ type: 'integer', minimum: 0, default: def }) as const;
export const durationSetting = (def: string) =>
  ({ type: 'string', pattern: '^[1-9][0-9]{0,8}(ms|s|m|h|d)$', default: def }) as const;
