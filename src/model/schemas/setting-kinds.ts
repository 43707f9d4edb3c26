/** Kinds of settings, each with its default. */

export const shareSetting = (def: number) =>
  ({ type: 'number', minimum: 0, maximum: 1, default: def }) as const;
export const positiveSetting = (def: number) =>
  ({ type: 'number', exclusiveMinimum: 0, default: def }) as const;
export const nonNegativeSetting = (def: number) => ({ type: 'number', minimum: 0, default: def }) as const;
export const countSetting = (def: number) => ({ type: 'integer', minimum: 0, default: def }) as const;
export const durationSetting = (def: string) =>
  ({ type: 'string', pattern: '^[1-9][0-9]{0,8}(ms|s|m|h|d)$', default: def }) as const;

/** A setting with what it means, its unit included. */
export const about = <const S extends object>(description: string, setting: S) =>
  ({ description, ...setting }) as const;

/** A closed group of settings: each has a default, so that any of them, or the whole group, may be left out. */
export const settingGroup = <const P extends Readonly<Record<string, object>>>(properties: P) =>
  ({ type: 'object', additionalProperties: false, default: {}, properties }) as const;
