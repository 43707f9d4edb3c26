import { expect } from 'chai';
import { KeyLedger } from '../../../../operators/ledger/incremental/key-ledger';
import { symbolLedger } from '../../../../operators/ledger/symbol-ledger';
import type { Episode } from '../../../../src/model/episode';
import type { Close, Fill } from '../../../../src/model/event';
import { runsOf } from '../../../campaign';
import { Seeded } from '../../../contract/random/seeded';
import { plainLedger } from '../plain-ledger';
import { randomRows } from '../random-rows';

function isClose(row: Close | Fill): row is Close {
  return row.kind === 'close';
}

function isFill(row: Close | Fill): row is Fill {
  return row.kind === 'fill';
}

describe('KeyLedger', () => {
  it('gives at each update what a run over all rows gives, and keeps what is the same', () => {
    for (let seed = 1; seed <= runsOf('ledger') / 5; seed++) {
      const rng = new Seeded(seed);
      const { closes, fills } = randomRows(rng, rng.pick([40, 200]));
      const late = rng.pick([0.02, 0.2]);
      const arriving = [...closes, ...fills]
        .map((row) => ({ row, at: row.ts + (rng.chance(late) ? rng.int(0, 40_000_000) : 0) }))
        .sort((a, b) => a.at - b.at);
      const ledger = new KeyLedger();
      const horizon = rng.pick([2_000_000, 30_000_000, Infinity, Infinity]);
      let there: readonly (Close | Fill)[] = [];
      let known = new Set<Episode>();
      for (let n = 0; n < arriving.length;) {
        const batch = arriving.slice(n, n + rng.int(1, 40));
        n += batch.length;
        const asOf = batch.at(-1)?.at ?? 0;
        for (const { row } of batch) if (row.ts > asOf - horizon) ledger.put(row);
        // Rows leave between two updates too.
        if (rng.chance(0.5)) ledger.evict(asOf - horizon - rng.int(0, 1_000_000));
        ledger.evict(asOf - horizon);
        there = [...there, ...batch.map(({ row }) => row)].filter(({ ts }) => ts > asOf - horizon);
        const { removed, added } = ledger.update(asOf);
        const right = symbolLedger(there.filter(isClose), there.filter(isFill), asOf);
        const found = ledger.ledger();
        expect(plainLedger(found), `seed ${seed}, row ${n}`).to.deep.equal(plainLedger(right));
        for (const episode of removed) expect(known.delete(episode)).to.equal(true);
        for (const episode of added) known.add(episode);
        expect(found.episodes).to.have.length(known.size);
        expect(found.episodes.every((episode) => known.has(episode))).to.equal(true);
        known = new Set(found.episodes);
      }
    }
  });

  it('says nothing where nothing changed', () => {
    const { closes, fills } = randomRows(new Seeded(7));
    const ledger = new KeyLedger();
    for (const row of [...closes, ...fills]) ledger.put(row);
    ledger.update(2e12);
    const before = ledger.ledger().episodes;
    for (const row of [...closes, ...fills].slice(0, 3)) ledger.put(row);
    expect(ledger.update(2e12)).to.deep.equal({ removed: [], added: [] });
    expect(ledger.ledger().episodes.every((episode, index) => episode === before[index])).to.equal(true);
    expect(ledger.update(2e12)).to.deep.equal({ removed: [], added: [] });
  });
});
