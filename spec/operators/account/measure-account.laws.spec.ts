import { expect } from 'chai';
import fc from 'fast-check';
import type { EquityEvent, MarketEvent } from '../../../src/model/event';
import { RISK_MODES } from '../../../src/model/fund/risk-mode';
import { foldOver } from '../../../operators/core/fold';
import { machineOver } from '../../../operators/core/machine';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { tickEvery } from '../../../operators/ticks/tick-every';
import { batch, DAY, deskOf, equity, MINUTE } from '../made';

const desk = deskOf();
const AS_OF = DAY;
const STEP = 17 * MINUTE;
const HOUR_GRID = 60 * MINUTE;

/** What a writer may say at a moment: mostly a calm equity, at times a jump, a failed fetch, a peak or a drawdown. */
const said = fc.tuple(
  fc.integer({ min: 0, max: 84 }),
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 85, max: 110 }) },
    { weight: 2, arbitrary: fc.constantFrom(0, 20, 330, 1000) },
  ),
  fc.constantFrom<Partial<EquityEvent>>(
    { origin: 'series' },
    { origin: 'series' },
    {},
    { drawdownPct: 4.8 },
    { drawdownPct: 11 },
    { peakUsd: 112 },
    { peakUsd: 112, drawdownPct: 0.1 },
  ),
);
const history = fc.array(
  said.map(([at, equityUsd, over]) => equity(at * STEP, equityUsd, over)),
  { maxLength: 40 },
);

/** The account at the end of a day, with events in batches of `size` and ticks every `everyMs`. */
function accountAfter(events: readonly MarketEvent[], size: number, everyMs: number | undefined): unknown {
  const schedule = { sources: ['nav'], everyMs, latenessMs: 0, asOf: AS_OF };
  const batches = Array.from({ length: Math.ceil(events.length / size) + 1 }, (_, i) =>
    batch('nav', events.slice(i * size, (i + 1) * size), { ended: i * size >= events.length }),
  );
  const moments = machineOver(tickEvery(schedule), batches);
  return foldOver(measureAccount(desk), machineOver(joinAttempts(desk), moments).flat(), AS_OF);
}

describe('measureAccount: the laws', () => {
  it('order, batches, ticks and repetition change nothing', () => {
    const shuffled = history.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length })),
    );
    const grid = fc.constantFrom(undefined, HOUR_GRID, DAY);
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 9 }), grid, ([events, other], size, everyMs) => {
        const sorted = [...events].sort((a, b) => a.ts - b.ts);
        const once = accountAfter(sorted, events.length + 1, undefined);
        expect(accountAfter(sorted, size, everyMs)).to.deep.equal(once);
        expect(accountAfter([...other, ...events], events.length * 2 + 1, undefined)).to.deep.equal(once);
      }),
      { numRuns: 300 },
    );
  });

  it('a series that is written whole each minute tells no more than its points', () => {
    fc.assert(
      fc.property(history, (events) => {
        const series = events.map((event): EquityEvent => ({
          ...equity(event.ts, event.equityUsd ?? 0),
          origin: 'series',
        }));
        const once = foldOver(measureAccount(desk), series, AS_OF);
        const whole = series.flatMap((_, i) => series.slice(0, i + 1));
        expect(foldOver(measureAccount(desk), whole, AS_OF)).to.deep.equal(once);
      }),
    );
  });

  it('a lower last equity, within a factor of three, never gives a milder mode', () => {
    const calm = fc.array(fc.integer({ min: 85, max: 110 }), { minLength: 2, maxLength: 40 });
    const last = fc.integer({ min: 60, max: 150 });
    fc.assert(
      fc.property(calm, last, last, (all, a, b) => {
        const rank = (end: number): number => {
          const points = all.map((equityUsd, i) => equity((i + 1) * STEP, equityUsd, { origin: 'series' }));
          const events = [equity(0, 100, { peakUsd: 100 }), ...points, equity(AS_OF, end)];
          return RISK_MODES.indexOf(foldOver(measureAccount(desk), events, AS_OF).account.risk_mode);
        };
        expect(rank(Math.min(a, b))).to.be.at.least(rank(Math.max(a, b)));
      }),
      { numRuns: 300 },
    );
  });

  it('a milder or absent risk snapshot never gives a stricter mode than a worse one', () => {
    const pct = fc.oneof(
      fc.constantFrom(4.5, 5, 9.5, 10),
      fc.integer({ min: 0, max: 1500 }).map((n) => n / 100),
    );
    fc.assert(
      fc.property(history, pct, pct, (events, a, b) => {
        const rank = (drawdown: number): number => {
          const risk = {
            kind: 'risk',
            ts: AS_OF,
            text: '',
            portfolioDrawdownPct: drawdown,
            mode: undefined,
            symbols: new Map(),
          } as const;
          const { account } = foldOver(measureAccount(desk), [...events, equity(AS_OF, 100), risk], AS_OF);
          return RISK_MODES.indexOf(account.risk_mode);
        };
        expect(rank(Math.max(a, b))).to.be.at.least(rank(Math.min(a, b)));
      }),
      { numRuns: 300 },
    );
  });
});
