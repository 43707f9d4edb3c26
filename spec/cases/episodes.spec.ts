import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { inTemporary, writeDesk } from '../contract/replayed';
import { sharedData } from '../contract/shared-data';
import { get, isObj, list, str } from '../oracle/json';
import { textsOf } from './made';
import { tradesIn } from './outcome';

/** Position histories with their truth. */

interface History {
  readonly name: string;
  readonly rows: readonly unknown[];
  readonly episodes: readonly unknown[];
}

function historiesIn(path: string): readonly History[] {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return list(file).map((it) => ({
    name: str(get(it, 'name')) ?? '',
    rows: list(get(it, 'rows')),
    episodes: list(get(it, 'episodes')),
  }));
}

/** What a trade says where it was asked, by the names of the vectors. */
const FIELDS: Readonly<Record<string, string>> = {
  symbol: 'symbol',
  legs: 'legs',
  entry_ts: 'entryTs',
  exit_ts: 'ts',
  closed_qty: 'quantity',
  realized: 'grossUsd',
  fees_close: 'closeFeesUsd',
  fees_open: 'openFeesUsd',
  fees_open_estimated: 'estimatedFeesUsd',
  funding: 'fundingUsd',
  entry_notional: 'notionalUsd',
  entry_unknown: 'entryUnknown',
};

/** A field of an object that may compute it. */
function fieldOf(x: unknown, name: string): unknown {
  return typeof x === 'object' && x !== null ? (Reflect.get(x, name) as unknown) : undefined;
}

function attemptsOf(trade: unknown, side: string): readonly unknown[] {
  return list(fieldOf(fieldOf(trade, 'episode'), side)).map((link) => fieldOf(link, 'attemptId'));
}

function expectEpisode(trade: unknown, truth: unknown): void {
  for (const [name, field] of Object.entries(FIELDS)) {
    const right = get(truth, name);
    const said = fieldOf(trade, field);
    if (typeof right === 'number') expect(said, name).to.be.closeTo(right, 1e-9);
    else expect(said ?? null, name).to.equal(right);
  }
  const flags = list(fieldOf(fieldOf(trade, 'episode'), 'flags'));
  expect(flags.includes('truncated'), 'truncated').to.equal(get(truth, 'status') === 'truncated');
  for (const flag of ['fees_as_written', 'fees_both_legs'])
    expect(flags.includes(flag), flag).to.equal(list(get(truth, 'flags')).includes(flag));
  expect(attemptsOf(trade, 'entryAttempts')).to.deep.equal(get(truth, 'entry_attempts'));
  expect(attemptsOf(trade, 'exitAttempts')).to.deep.equal(get(truth, 'exit_attempts'));
}

async function tradesOf(rows: readonly unknown[]): Promise<readonly unknown[]> {
  return inTemporary(async (dir) => {
    const { config } = textsOf({});
    const orders = rows.map((row) => JSON.stringify(row));
    await writeDesk(dir, { logs: { orders, metrics: [] }, state: {}, config });
    return tradesIn(dir);
  });
}

const path = sharedData('episodes', 'vectors.json');

describe('position histories', () => {
  if (path === undefined)
    it('need INTEL_TEST_DATA', function () {
      this.skip();
    });
  else {
    for (const { name, rows, episodes } of historiesIn(path)) {
      it(name, async () => {
        expect(rows.every(isObj)).to.equal(true);
        const trades = await tradesOf(rows);
        expect(trades).to.have.length(episodes.length);
        episodes.forEach((truth, i) => {
          expectEpisode(trades[i], truth);
        });
      });

      it(`${name}: in reverse order and twice`, async () => {
        const trades = await tradesOf([...rows, ...rows].reverse());
        expect(trades).to.have.length(episodes.length);
        episodes.forEach((truth, i) => {
          expectEpisode(trades[i], truth);
        });
      });
    }
  }
});
