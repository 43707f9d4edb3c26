import { expect } from 'chai';
import { LinkTable } from '../../../operators/join/link-table';
import { randomOf } from '../../../src/simulate/chance/random';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);

interface Member {
  readonly n: number;
  readonly symbol: string;
  readonly links: readonly string[];
}

const table = (): LinkTable<Member> => new LinkTable();

describe('LinkTable', () => {
  it(`holds what a map of lists holds, whatever comes and goes: seed ${SEED}`, () => {
    const random = randomOf(SEED, 'links');
    const pick = (count: number): number => Math.floor(random() * count);
    const links = table();
    const plain = new Map<string, Member[]>();
    const known: Member[] = [];
    // It grows, shrinks, and grows again, with few names and with many.
    for (let n = 0; n < 15_000; n++) {
      const isGrowing = n % 5000 < 3000;
      if (known.length === 0 || random() < (isGrowing ? 0.8 : 0.2)) {
        const member = { n, symbol: `S${pick(3)}`, links: [`a${pick(4000)}`, `${pick(200)}`] };
        known.push(member);
        for (const [nth, link] of member.links.entries()) {
          links.add(member, link, nth);
          const key = `${member.symbol}|${link}`;
          const list = [...(plain.get(key) ?? []), member];
          plain.set(key, list);
          expect(links.membersOf(member.symbol, link)).to.deep.equal(list);
        }
      } else {
        const [member] = known.splice(pick(known.length), 1);
        if (member === undefined) continue;
        for (const link of member.links) {
          links.remove(member, link);
          const key = `${member.symbol}|${link}`;
          const list = (plain.get(key) ?? []).filter((other) => other !== member);
          if (list.length === 0) plain.delete(key);
          else plain.set(key, list);
          expect(links.membersOf(member.symbol, link)).to.deep.equal(list);
        }
      }
    }
    // Each is found again, and leaves the others behind.
    for (const [key, members] of plain) {
      const [symbol = '', link = ''] = key.split('|');
      for (const [at, member] of members.entries()) {
        links.remove(member, link);
        expect(links.membersOf(symbol, link), key).to.deep.equal(members.slice(at + 1));
      }
    }
  });

  it('one link of two symbols is two', () => {
    const links = table();
    const one = { n: 1, symbol: 'A', links: ['1'] };
    const other = { n: 2, symbol: 'B', links: ['1'] };
    const another = { n: 3, symbol: 'B', links: ['1'] };
    links.add(one, '1', 0);
    links.add(other, '1', 0);
    links.remove(another, '1');
    links.add(another, '1', 0);
    expect(links.membersOf('B', '1')).to.deep.equal([other, another]);
    expect(links.membersOf('A', '1')).to.deep.equal([one]);
  });

  it('names that have one hash are two', () => {
    const links = table();
    const one = { n: 1, symbol: 'A', links: ['BC'] };
    const other = { n: 2, symbol: 'AB', links: ['C'] };
    links.add(one, 'BC', 0);
    links.add(other, 'C', 0);
    expect(links.membersOf('A', 'BC')).to.deep.equal([one]);
    expect(links.membersOf('AB', 'C')).to.deep.equal([other]);
  });

  it('a link is any text: empty, with a zero in it, beyond ASCII, a name of an object', () => {
    const links = table();
    const names = ['', '\u0000', '\u0000\u0000', 'é', '𝒮', '__proto__', 'constructor'];
    const members = names.map((name, n) => ({ n, symbol: 'S', links: [name] }));
    names.forEach((name, n) => {
      const member = members[n];
      if (member !== undefined) links.add(member, name, 0);
      expect(links.membersOf('S', name), name).to.deep.equal([member]);
    });
    names.forEach((name, n) => {
      const more = { n: -1, symbol: 'S', links: [name] };
      links.add(more, name, 0);
      expect(links.membersOf('S', name), name).to.deep.equal([members[n], more]);
    });
  });

  it('what was never put there cannot be taken out', () => {
    const links = table();
    const member = { n: 1, symbol: 'S', links: ['x'] };
    links.remove(member, 'x');
    links.add(member, 'x', 0);
    links.remove({ ...member }, 'x');
    links.add(member, 'x', 0);
    expect(links.membersOf('S', 'x')).to.deep.equal([member, member]);
  });

  it('of several members the list is one as long as there are any, changed in place', () => {
    const links = table();
    const [one, other, third] = [1, 2, 3].map((n) => ({ n, symbol: 'S', links: ['x'] }));
    if (one === undefined || other === undefined || third === undefined) throw new Error('three are made');
    links.add(one, 'x', 0);
    links.add(other, 'x', 0);
    const list = links.membersOf('S', 'x');
    links.add(third, 'x', 0);
    links.remove(one, 'x');
    links.remove(other, 'x');
    expect(links.membersOf('S', 'x')).to.equal(list);
    expect(list).to.deep.equal([third]);
    links.remove(third, 'x');
    expect(list).to.deep.equal([]);
  });
});
