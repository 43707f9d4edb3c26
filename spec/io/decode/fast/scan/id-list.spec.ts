import { expect } from 'chai';
import { idListAt } from '../../../../../src/io/decode/fast/scan/id-list';

describe('idListAt', () => {
  const read = (list: string): string | undefined =>
    idListAt(Buffer.from(`x${list}],"9"`), 1, 1 + list.length);

  it('gives the ids each once, sorted and joined', () => {
    expect(read('[]')).to.equal('');
    expect(read('["b"]')).to.equal('b');
    expect(read('[ "b" ,10, "a","b",9]')).to.equal('10,9,a,b');
    expect(read('["a b", "c]", "9007199254740993", 9007199254740993, -7]')).to.equal(
      '-7,9007199254740993,a b,c]',
    );
  });

  it('gives none of a list that holds anything else', () => {
    for (const item of ['""', '1.5', '1e3', '-0', 'null', 'true', '[1]', '{}', '"\\u0041"', '"é"'])
      for (const list of [`[${item}]`, `["a", ${item}, 2]`]) expect(read(list), list).to.equal(undefined);
  });
});
