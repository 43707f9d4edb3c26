import { shareSetting, countSetting } from './setting-kinds';

/** Settings of the allocator. */

const mode = (k: number, budget: number, capK: number) =>
  ({
    type: 'object',
    additionalProperties: false,
    default: {},
    properties: { k: shareSetting(k), budget: shareSetting(budget), cap_k: shareSetting(capK) },
    required: ['k', 'budget', 'cap_k'],
  }) as const;

export const allocatorSettings = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    edge_min: shareSetting(0.25),
    lo: shareSetting(0.35),
    hi: shareSetting(0.75),
    phi_min: shareSetting(0.05),
    trusted_trades: { type: 'integer', minimum: 1, default: 20 },
    up: shareSetting(0.1),
    min_cap: shareSetting(0),
    min_concurrent: countSetting(0),
    quality_factors: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        good: shareSetting(1),
        ok: shareSetting(1),
        unknown: shareSetting(0.6),
        degraded: shareSetting(0.6),
        broken: shareSetting(0.2),
      },
      required: ['good', 'ok', 'unknown', 'degraded', 'broken'],
    },
    modes: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        normal: mode(1, 0.9, 1),
        cautious: mode(0.7, 0.65, 0.85),
        defensive: mode(0.4, 0.45, 0.65),
      },
      required: ['normal', 'cautious', 'defensive'],
    },
  },
  required: [
    'edge_min',
    'lo',
    'hi',
    'phi_min',
    'trusted_trades',
    'up',
    'min_cap',
    'min_concurrent',
    'quality_factors',
    'modes',
  ],
} as const;
