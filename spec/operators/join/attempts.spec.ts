import { expect } from 'chai';
import type { Episode } from '../../../src/model/episode';
import { Attempts } from '../../../operators/join/attempts';
import { HeldTrade } from '../../../operators/join/held-trade';
import { close, episodeOf, route } from '../made';

const LATENESS = 5;
const heldOf = (id: string, over: Partial<Episode> = {}): HeldTrade =>
  new HeldTrade(episodeOf(close(id, { ts: 100 }), { exitAttempts: [], ...over }));
const attempt = (attemptId: string | undefined, intentId?: string) => [{ attemptId, intentId }];

const toldBy = (attempts: Attempts): readonly string[] => {
  const all: string[] = [];
  attempts.flush((held, { route: joined, regimeOf }) =>
    all.push(`${held.episode.id} ← ${joined?.id ?? '–'} (${regimeOf})`),
  );
  return all;
};

describe('Attempts', () => {
  it('tells only of trades that are new or whose rows changed since the last time', () => {
    const attempts = new Attempts(LATENESS);
    const told = () => toldBy(attempts);
    const one = heldOf('one', { exitAttempts: attempt('a') });
    const other = heldOf('other', { exitAttempts: attempt('b') });
    const row = route('row', { links: ['a', 'b'] });
    attempts.addTrade(one);
    expect(told()).to.deep.equal(['one ← – (none)']);
    expect(told()).to.deep.equal([]);
    attempts.addRoute(row);
    attempts.addTrade(other);
    expect(told()).to.have.members(['one ← row (exit)', 'other ← row (exit)']);
    attempts.removeTrade(one);
    expect(told()).to.deep.equal([]);
    attempts.removeRoute(row);
    expect(told()).to.deep.equal(['other ← – (none)']);
    expect(told()).to.deep.equal([]);
  });

  it('asks the attempts that opened it, each with its intent, then those that closed it', () => {
    const held = heldOf('c', {
      entryAttempts: [...attempt('a1', 'i1'), ...attempt('a2')],
      exitAttempts: attempt('x', 'y'),
    });
    const links = ['y', 'x', 'a2', 'i1', 'a1'];
    const attempts = new Attempts(LATENESS);
    attempts.addTrade(held);
    const told = links.map((link) => {
      attempts.addRoute(route(link, { links: [link] }));
      return toldBy(attempts)[0];
    });
    expect(told).to.deep.equal([
      'c ← y (exit)',
      'c ← x (exit)',
      'c ← a2 (entry)',
      'c ← i1 (entry)',
      'c ← a1 (entry)',
    ]);
  });

  for (const count of [1, 40]) {
    it(`of ${count + 3} rows the latest up to the lateness after the trade counts, by ts, then by bytes`, () => {
      const attempts = new Attempts(LATENESS);
      attempts.addTrade(heldOf('c', { exitAttempts: attempt('a') }));
      const rows = [
        ...Array.from({ length: count }, (_, n) => route(`old ${n}`, { ts: n, links: ['a'] })),
        route('y', { ts: 105, links: ['a'] }),
        route('x', { ts: 105, links: ['a'] }),
        route('z', { ts: 106, links: ['a'] }),
      ];
      for (const row of rows) attempts.addRoute(row);
      expect(toldBy(attempts)).to.deep.equal(['c ← y (exit)']);
      for (const row of rows.slice(count, count + 2)) attempts.removeRoute(row);
      expect(toldBy(attempts)).to.deep.equal([`c ← old ${count - 1} (exit)`]);
    });
  }

  it('where the rows of the attempt are all later, its intent is asked', () => {
    const attempts = new Attempts(LATENESS);
    attempts.addTrade(heldOf('c', { exitAttempts: attempt('a', 'i') }));
    attempts.addRoute(route('again', { ts: 999, links: ['a'] }));
    attempts.addRoute(route('by intent', { ts: 50, links: ['b', 'i'] }));
    expect(toldBy(attempts)).to.deep.equal(['c ← by intent (exit)']);
  });

  for (const count of [1, 3])
    it(`of ${count} trades of an attempt one that is gone by then is not judged, whatever row came before`, () => {
      const attempts = new Attempts(LATENESS);
      const trades = Array.from({ length: count }, (_, n) => heldOf(`c${n}`, { exitAttempts: attempt('a') }));
      for (const trade of trades) attempts.addTrade(trade);
      toldBy(attempts);
      attempts.addRoute(route('x', { ts: 50, links: ['a'] }));
      for (const trade of trades.slice(0, 1)) attempts.removeTrade(trade);
      expect(toldBy(attempts)).to.deep.equal(trades.slice(1).map(({ id }) => `${id} ← x (exit)`));
    });
});
