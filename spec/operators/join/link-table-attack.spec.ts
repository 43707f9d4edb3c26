import { expect } from 'chai';
import fc from 'fast-check';
import { linkHash } from '../../../operators/join/link-hash';
import { LinkTable } from '../../../operators/join/link-table';
import { runsOf } from '../../campaign';
import { linksOfOneHash, linksWhere } from './colliding-links';

interface Member {
  readonly symbol: string;
  readonly links: readonly string[];
}

const SYMBOL = 'BTCUSDT';
// An honest walk has some five slots; a removal may move what lies behind it.
const MOST_STEPS_EACH = 260;
const DOUBLINGS = runsOf('collisions');

/** Adds all, looks each up twice and removes each again: how many slots that takes for each of the four. */
function stepsEach(links: readonly string[]): number {
  const table = new LinkTable<Member>();
  const members = links.map((link) => ({ symbol: SYMBOL, links: [link] }));
  for (const member of members) table.add(member, member.links[0] ?? '', 0);
  for (const member of [...members, ...members])
    if (!table.membersOf(SYMBOL, member.links[0] ?? '').includes(member)) throw new Error('it is lost');
  for (const member of members) table.remove(member, member.links[0] ?? '');
  for (const link of links)
    if (table.membersOf(SYMBOL, link).length > 0) throw new Error('it is there still');
  return table.steps / (links.length * 4);
}

describe('LinkTable against who writes the links', () => {
  it('honest links take few steps', () => {
    expect(stepsEach(Array.from({ length: 32_768 }, (_, n) => `sig_${n.toString(16)}`))).to.be.below(8);
  });

  it(`${2 ** DOUBLINGS} links of one hash take a bounded number of steps each`, () => {
    const links = linksOfOneHash(SYMBOL, DOUBLINGS);
    expect(new Set(links).size).to.equal(2 ** DOUBLINGS);
    expect(new Set(links.map((link) => linkHash(SYMBOL, link))).size).to.equal(1);
    expect(stepsEach(links)).to.be.below(MOST_STEPS_EACH);
  });

  it('so do links of many hashes with one home, in a table of any size', () => {
    expect(stepsEach(linksWhere(SYMBOL, 1300, (hash) => (hash & 0x7ff) === 0x123))).to.be.below(
      MOST_STEPS_EACH,
    );
  });

  it('so do links that lie side by side, with one too many at the start', () => {
    const side = linksWhere(SYMBOL, 1300, (hash, found) => (hash & 0x7ff) === found);
    const [extra = ''] = linksWhere(SYMBOL, 2, (hash) => (hash & 0x7ff) === 0).slice(1);
    expect(stepsEach([side[0] ?? '', extra, ...side.slice(1)])).to.be.below(MOST_STEPS_EACH);
  });

  it('two ids of one attempt with one hash are two links', () => {
    const [one = '', other = ''] = linksOfOneHash(SYMBOL, 1);
    const both = { symbol: SYMBOL, links: [one, other] };
    const single = { symbol: SYMBOL, links: [other] };
    const table = new LinkTable<Member>();
    table.add(both, one, 0);
    table.add(both, other, 1);
    table.add(single, other, 0);
    expect(table.membersOf(SYMBOL, other)).to.deep.equal([both, single]);
    expect(table.membersOf(SYMBOL, one)).to.deep.equal([both]);
    table.remove(both, one);
    expect(table.membersOf(SYMBOL, other)).to.deep.equal([both, single]);
  });

  it('holds what a map of lists holds, among links of few hashes', () => {
    const links = [...linksOfOneHash('S', 3), ...linksOfOneHash('T', 2), 'a', 'b'];
    const member = fc
      .record({ symbol: fc.constantFrom('S', 'T'), links: fc.uniqueArray(fc.constantFrom(...links)) })
      .map(({ symbol, links: own }) => ({ symbol, links: [...own] }));
    fc.assert(
      fc.property(fc.array(fc.tuple(member, fc.nat()), { maxLength: 60 }), (steps) => {
        const table = new LinkTable<Member>();
        const held: Member[] = [];
        for (const [one, at] of steps) {
          if (at % 3 === 0 && held.length > 0) {
            const [gone] = held.splice(at % held.length, 1);
            for (const link of gone?.links ?? []) if (gone !== undefined) table.remove(gone, link);
          } else {
            held.push(one);
            for (const [nth, link] of one.links.entries()) table.add(one, link, nth);
          }
        }
        for (const symbol of ['S', 'T'])
          for (const link of links)
            expect(table.membersOf(symbol, link)).to.deep.equal(
              held.filter((one) => one.symbol === symbol && one.links.includes(link)),
            );
      }),
      { numRuns: 40 },
    );
  });

  it('a link stays whichever of its members was first, also as the three hundredth of one', () => {
    const many = { symbol: 'S', links: Array.from({ length: 300 }, (_, n) => `l${n}`) };
    const table = new LinkTable<Member>();
    const one = { symbol: 'S', links: ['l299'] };
    table.add(one, 'l299', 0);
    for (const [nth, link] of many.links.entries()) table.add(many, link, nth);
    table.remove(one, 'l299');
    for (const link of many.links) expect(table.membersOf('S', link), link).to.deep.equal([many]);
    for (const link of many.links) table.remove(many, link);
    for (const link of many.links) expect(table.membersOf('S', link), link).to.deep.equal([]);
  });
});
