import fc from 'fast-check';
import { settingProblems, settingsFrom } from '../../../src/model/fund/settings';
import { DEFAULTS } from '../made';

/** Settings that break no rule, far from the defaults. */
const farSettings = fc
  .record({
    budgets: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
    ks: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
    phi_min: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    min_cap: fc.constantFrom(0, 0, 0.05),
    up: fc.constantFrom(0, 0.1, 0.37),
  })
  .map(({ budgets, ks, phi_min, min_cap, up }) => {
    const falling = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => b - a);
    const [b0 = 3, b1 = 2, b2 = 1] = falling(budgets);
    const [k0 = 3, k1 = 2, k2 = 1] = falling(ks);
    const modeOf = (k: number, budget: number) => ({ k: k / 100, budget: budget / 100, cap_k: k / 100 });
    const modes = { normal: modeOf(k0, b0), cautious: modeOf(k1, b1), defensive: modeOf(k2, b2) };
    return settingsFrom({ allocator: { phi_min, min_cap, up, modes } });
  })
  .filter((made) => settingProblems(made).length === 0);

/** The defaults, or settings far from them. */
export const anySettings = fc.oneof(fc.constant(DEFAULTS), farSettings);
