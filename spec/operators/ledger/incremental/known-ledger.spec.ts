import { expect } from 'chai';
import { KeyLedger } from '../../../../operators/ledger/incremental/key-ledger';
import { KnownLedger } from '../../../../operators/ledger/incremental/known-ledger';
import type { LedgerSegment } from '../../../../operators/ledger/incremental/ledger-segment';
import { symbolLedger } from '../../../../operators/ledger/symbol-ledger';
import { plainEpisode } from '../../../../operators/ledger/plain-episode';
import type { Episode } from '../../../../src/model/episode';
import type { Close, Fill } from '../../../../src/model/event';
import { runsOf } from '../../../campaign';
import { Seeded } from '../../../contract/random/seeded';
import { randomRows } from '../random-rows';

function isClose(row: Close | Fill): row is Close {
  return row.kind === 'close';
}

function isFill(row: Close | Fill): row is Fill {
  return row.kind === 'fill';
}

function stretchesOf(rows: readonly (Close | Fill)[]): readonly LedgerSegment[] {
  const whole = new KeyLedger();
  for (const row of rows) whole.put(row);
  whole.update(Infinity);
  return whole.stretches;
}

function byTsAndId(one: Episode, other: Episode): number {
  return one.ts - other.ts || (one.id < other.id ? -1 : 1);
}

describe('KnownLedger', () => {
  it('gives at each update what a run over the rows that are known and have not left gives', () => {
    let whole = 0;
    for (let seed = 1; seed <= runsOf('ledger'); seed++) {
      const rng = new Seeded(seed);
      const { closes, fills } = randomRows(rng, rng.pick([20, 50]));
      const late = rng.pick([0, 0.05, 0.3]);
      const arriving = [...closes, ...fills]
        .map((row) => ({ row, at: row.ts + (rng.chance(late) ? rng.int(0, 40_000_000) : 0) }))
        .sort((a, b) => a.at - b.at);
      const stretches = stretchesOf(arriving.map(({ row }) => row));
      const inTheEnd = new Set(stretches.flatMap(({ episodes }) => episodes));
      const ledger = new KnownLedger(stretches);
      const horizon = rng.pick([2_000_000, 10_000_000, 30_000_000, Infinity]);
      const most = rng.pick([4, 40]);
      let there: readonly (Close | Fill)[] = [];
      const known = new Set<Episode>();
      for (let n = 0; n < arriving.length;) {
        const batch = arriving.slice(n, n + rng.int(1, most));
        n += batch.length;
        const asOf = batch.at(-1)?.at ?? 0;
        for (const { row } of batch) ledger.put(row);
        ledger.evict(asOf - horizon);
        there = [...there, ...batch.map(({ row }) => row)].filter(({ ts }) => ts > asOf - horizon);
        const { removed, added } = ledger.update(asOf);
        for (const episode of removed) expect(known.delete(episode)).to.equal(true);
        for (const episode of added) known.add(episode);
        const right = symbolLedger(there.filter(isClose), there.filter(isFill), asOf);
        expect([...known].sort(byTsAndId).map(plainEpisode), `seed ${seed}, row ${n}`).to.deep.equal(
          right.episodes.map(plainEpisode),
        );
      }
      for (const episode of known) if (inTheEnd.has(episode)) whole++;
    }
    expect(whole).to.be.above(0);
  });

  it('says nothing where nothing changed, and takes no row twice', () => {
    const { closes, fills } = randomRows(new Seeded(7));
    const rows = [...closes, ...fills];
    const ledger = new KnownLedger(stretchesOf(rows));
    for (const row of rows) ledger.put(row);
    expect(ledger.update(2e12).added).to.have.length.above(3);
    for (const { ...row } of closes) ledger.put(row);
    expect(ledger.evict(-Infinity)).to.equal(false);
    expect(ledger.update(2e12)).to.deep.equal({ removed: [], added: [] });
  });
});
