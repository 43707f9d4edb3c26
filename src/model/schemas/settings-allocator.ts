import { share, count } from './setting-kinds';

/** Settings of the allocator. */

const mode = (k: number, budget: number, capK: number) =>
  ({
    type: 'object',
    additionalProperties: false,
    default: {},
    properties: { k: share(k), budget: share(budget), cap_k: share(capK) },
    required: ['k', 'budget', 'cap_k'],
  }) as const;

export const allocatorSettings = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    edge_min: share(0.25),
    lo: share(0.35),
    hi: share(0.75),
    phi_min: share(0.05),
    trusted_trades: { type: 'integer', minimum: 1, default: 20 },
    up: share(0.1),
    min_cap: share(0),
    min_concurrent: count(0),
    quality_factors: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        good: share(1),
        ok: share(1),
        unknown: share(0.6),
        degraded: share(0.6),
        broken: share(0.2),
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
