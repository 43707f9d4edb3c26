import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { symbolLedger } from '../../../operators/ledger/symbol-ledger';
import type { Episode } from '../../../src/model/episode';
import { isObj, list } from '../../oracle/json';
import { sharedData } from '../../contract/shared-data';
import { decodeRows } from './rows';

/** An episode in the words of the vectors. */
function published(episode: Episode): Readonly<Record<string, unknown>> {
  const { flags, entryUnknown } = episode;
  const attempts = (links: Episode['entryAttempts']): readonly unknown[] =>
    links.flatMap(({ attemptId }) => attemptId ?? []);
  return {
    symbol: episode.symbol,
    position_side: episode.positionSide,
    side: episode.direction?.toUpperCase(),
    status: episode.open ? 'open' : flags.includes('truncated') ? 'truncated' : 'closed',
    legs: episode.legs.length,
    entry_ts: episode.entryTs ?? null,
    exit_ts: episode.ts,
    last_ts: episode.lastTs,
    closed_qty: episode.quantity,
    realized: episode.realizedUsd,
    fees_close: episode.closeFeesUsd,
    fees_open: episode.openFeesUsd,
    fees_open_estimated: episode.openFeesEstimatedUsd,
    funding: episode.fundingUsd,
    entry_notional: episode.entryNotionalUsd,
    entry_unknown: entryUnknown,
    entry_attempts: attempts(episode.entryAttempts),
    exit_attempts: attempts(episode.exitAttempts),
    flags: [...(entryUnknown > 0 ? ['entry_unknown'] : []), ...flags.filter((flag) => flag !== 'truncated')],
  };
}

function expectSame(found: unknown, right: unknown, where: string): void {
  if (typeof right === 'number' && typeof found === 'number') expect(found, where).to.be.closeTo(right, 1e-9);
  else expect(found, where).to.deep.equal(right);
}

describe('the ledger, on histories whose positions are known', () => {
  const path = sharedData('episodes', 'vectors.json');
  if (path === undefined) {
    it('is skipped without INTEL_TEST_DATA');
    return;
  }
  for (const vector of list(JSON.parse(readFileSync(path, 'utf8')))) {
    if (!isObj(vector)) throw new Error('not a vector');
    it(String(vector['name']), () => {
      const { closes, fills } = decodeRows(list(vector['rows']));
      const found = symbolLedger(closes, fills).episodes.map(published);
      const right = list(vector['episodes']);
      expect(found).to.have.length(right.length);
      right.forEach((episode, index) => {
        if (!isObj(episode)) throw new Error('not an episode');
        for (const [field, value] of Object.entries(episode))
          expectSame(found[index]?.[field], value, `${index}.${field}`);
      });
    });
  }
});
