import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { sharedData } from '../../contract/shared-data';
import { decode } from '../decode';
import { get, list, str } from '../json';
import { episodesOf } from './ledger';
import { settledCloses } from './tellings';
import type { Episode } from '../records';

/** The oracle against the position histories whose truth is known. */

/** By the names of the vectors. */
const FIELDS: Readonly<Record<string, (episode: Episode) => unknown>> = {
  symbol: ({ symbol }) => symbol,
  position_side: ({ side }) => side,
  legs: ({ legs }) => legs.length,
  entry_ts: ({ entryTs }) => entryTs,
  exit_ts: ({ ts }) => ts,
  last_ts: ({ lastTs }) => lastTs,
  closed_qty: ({ closedQty }) => closedQty,
  realized: ({ realized }) => realized,
  fees_close: ({ feesClose }) => feesClose,
  fees_open: ({ feesOpen }) => feesOpen,
  fees_open_estimated: ({ feesOpenEstimated }) => feesOpenEstimated,
  funding: ({ funding }) => funding,
  entry_notional: ({ notional }) => notional,
  entry_unknown: ({ unknownQty, closedQty }) => unknownQty / closedQty,
  entry_attempts: ({ entryLinks }) => entryLinks.map(({ attempt }) => attempt),
  exit_attempts: ({ exitLinks }) => exitLinks.map(({ attempt }) => attempt),
};

function episodesIn(rows: readonly unknown[]): readonly Episode[] {
  const { closes, fills } = decode(
    rows.map((row) => JSON.stringify(row)),
    () => true,
  );
  return [...episodesOf(settledCloses(closes, Infinity), fills)].sort((a, b) => a.ts - b.ts);
}

describe('the oracle', () => {
  it('finds the positions of every history', function () {
    const path = sharedData('episodes', 'vectors.json');
    if (path === undefined) return this.skip();
    const histories: unknown = JSON.parse(readFileSync(path, 'utf8'));
    for (const history of list(histories)) {
      const name = str(get(history, 'name')) ?? '';
      const rows = list(get(history, 'rows'));
      const truths = list(get(history, 'episodes'));
      for (const order of [rows, rows.toReversed(), [...rows, ...rows]]) {
        const episodes = episodesIn(order);
        expect(episodes, name).to.have.length(truths.length);
        truths.forEach((truth, i) => {
          const episode = episodes[i];
          for (const [field, of] of Object.entries(FIELDS)) {
            const right = get(truth, field);
            const found = episode === undefined ? undefined : of(episode);
            if (typeof right === 'number') expect(found, `${name}: ${field}`).to.be.closeTo(right, 1e-9);
            else expect(found, `${name}: ${field}`).to.deep.equal(right);
          }
        });
      }
    }
  });
});
