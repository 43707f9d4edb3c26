import { expect } from 'chai';
import fc from 'fast-check';
import { allocate } from '../../../operators/allocate/allocate';
import { runsOf } from '../../campaign';
import {
  ACCOUNT,
  allocationOf,
  deskFor,
  FUND,
  inputsFor,
  rowsOf,
  type Candidate,
  type Fund,
} from './allocation-made';
import { candidates, fund, nano } from './arbitrary-funds';
import { anySettings } from './settings-made';
import { DEFAULTS } from '../made';

const numRuns = runsOf('allocations');

describe('allocate: when an input changes', () => {
  it('own score up, others fixed: own weight and caps never down, no other weight up', () => {
    fc.assert(
      fc.property(candidates, fund, fc.nat(), nano(0, 1), anySettings, (all, of, pick, by, made) => {
        const at = pick % all.length;
        const raised = all.map((each, i) =>
          i === at ? { ...each, score: Math.min(1, each.score + by) } : each,
        );
        const before = rowsOf(all, of, made);
        const after = rowsOf(raised, of, made);
        for (const [i, { symbol }] of all.entries()) {
          const was = before.get(symbol);
          const is = after.get(symbol);
          if (i !== at) {
            expect(is?.suggested_weight).to.be.at.most(was?.suggested_weight ?? NaN);
            continue;
          }
          expect(is?.suggested_weight).to.be.at.least(was?.suggested_weight ?? NaN);
          for (const cap of ['max_nav_pct', 'max_trade_nav_pct', 'max_concurrent_positions'] as const)
            expect(is?.suggested_caps[cap]).to.be.at.least(was?.suggested_caps[cap] ?? NaN);
        }
      }),
      { numRuns: 2 * numRuns },
    );
  });

  it('equity and minimum scaled together change sizes in USD and nothing else', () => {
    fc.assert(
      fc.property(candidates, fund, fc.constantFrom(2, 10, 1000), (all, of, by) => {
        const { equity, minNotional } = of;
        const scaled = {
          ...of,
          equity: equity === null ? null : equity * by,
          minNotional: minNotional === undefined ? undefined : minNotional * by,
        };
        const shares = (found: Fund) =>
          allocationOf(all, found).symbols.map(({ symbol, suggested_weight, suggested_caps, reason }) => {
            return { symbol, suggested_weight, suggested_caps, reason };
          });
        expect(shares(scaled)).to.deep.equal(shares(of));
      }),
      { numRuns },
    );
  });

  it('input order is irrelevant, and the same inputs give the same bytes', () => {
    fc.assert(
      fc.property(candidates, fund, (all, of) => {
        const reversed = [...all].reverse();
        const account = { ...ACCOUNT, risk_mode: of.mode, equity_usd: of.equity };
        const bytes = (given: readonly Candidate[]): string =>
          JSON.stringify(allocate(inputsFor(given), account, deskFor(given, DEFAULTS, { ...FUND, ...of })));
        expect(bytes(reversed)).to.equal(bytes(all));
        expect(bytes(all)).to.equal(bytes(all));
      }),
      { numRuns },
    );
  });
});
