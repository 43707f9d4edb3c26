import { expect } from 'chai';
import { memoStage } from '../../../operators/core/memo-stage';

describe('restamped', () => {
  const part = { n: 1 };

  function counting() {
    const made: number[] = [];
    const file = memoStage(
      ({ part: { n } }: { readonly part: { readonly n: number }; readonly note: string }, asOf) => {
        made.push(asOf);
        if (n < 0) throw new Error('negative');
        return { as_of: asOf, rows: [n], note: 'made' };
      },
      (inputs) => [inputs.part],
      ({ note }, asOf) => ({ as_of: asOf, note }),
    );
    return { made, file };
  }

  it('stamps the last file anew while it is made of the same objects', () => {
    const { made, file } = counting();
    const first = file({ part, note: 'a' }, 1);
    const second = file({ part, note: 'b' }, 2);
    expect(second).to.deep.equal({ as_of: 2, rows: [1], note: 'b' });
    expect(second.rows).to.equal(first.rows);
    expect(Object.keys(second)).to.deep.equal(Object.keys(first));
    expect(made).to.deep.equal([1]);
  });

  it('makes it anew of another object, equal or not, and after a failure', () => {
    const { made, file } = counting();
    file({ part, note: 'a' }, 1);
    expect(file({ part: { n: 1 }, note: 'b' }, 2).note).to.equal('made');
    expect(() => file({ part: { n: -1 }, note: 'c' }, 3)).to.throw('negative');
    expect(() => file({ part: { n: -1 }, note: 'c' }, 4)).to.throw('negative');
    expect(made).to.deep.equal([1, 2, 3, 4]);
  });
});
