import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { flag } from '../../../src/model/schemas/shapes';
import type { DerivedMetric } from './metric';

const fields = { is_mature: flag } as const;

/** Whether there are as many positions of known risk as the allocator trusts in full. */
export const maturity: DerivedMetric<{ readonly known_r: number }, FromProperties<typeof fields>> = {
  name: 'maturity',
  about:
    'Whether the group has trusted_trades positions of known risk, from which on advice follows it in full.',
  fields,
  of: ({ known_r }, { allocator: { trusted_trades } }) => ({
    view: { is_mature: known_r >= trusted_trades },
    reasons: {},
  }),
};
