import { expect } from 'chai';
import { Attempts } from '../../../operators/join/attempts';
import { HeldClose } from '../../../operators/join/held-close';
import { close, route } from '../made';

describe('Attempts', () => {
  it('tells only of attempts that changed since the last time', () => {
    const attempts = new Attempts();
    const told = (): readonly string[] => {
      const all: string[] = [];
      attempts.flush((held, { route: joined }) => all.push(`${held.id} ← ${joined?.id ?? '–'}`));
      return all;
    };
    const [one, other] = [
      new HeldClose(close('one', { attemptId: 'a' })),
      new HeldClose(close('other', { attemptId: 'b' })),
    ];
    const row = route('row', { links: ['a', 'b'] });
    attempts.addClose(one);
    expect(told()).to.deep.equal(['one ← –']);
    expect(told()).to.deep.equal([]);
    attempts.addRoute(row);
    attempts.addClose(other);
    expect(told()).to.deep.equal(['one ← row', 'other ← row']);
    attempts.removeClose(one);
    expect(told()).to.deep.equal([]);
    attempts.removeRoute(row);
    expect(told()).to.deep.equal(['other ← –']);
    expect(told()).to.deep.equal([]);
  });
});
