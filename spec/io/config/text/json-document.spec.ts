import { expect } from 'chai';
import { parseJsonDocument, type JsonDocument } from '../../../../src/io/config/text/json-document';

const read = (text: string): JsonDocument => {
  const json = parseJsonDocument(text);
  if (json.kind === 'failure') throw new Error(json.errors.map(({ message }) => message).join());
  return json;
};

const slips = (text: string): readonly string[] => {
  const json = parseJsonDocument(text);
  if (json.kind === 'json') return [];
  return json.errors.map(
    ({ place, found, message }) => `${place.line}:${place.column} ${found ?? '-'} ${message}`,
  );
};

describe('parseJsonDocument', () => {
  it('places values and keys', () => {
    const { placeOf } = read('{\n  "a": [1,\n    { "b": 2 }]\n}');
    expect(placeOf([])).to.deep.equal({ line: 1, column: 1 });
    expect(placeOf(['a'])).to.deep.equal({ line: 2, column: 8 });
    expect(placeOf(['a'], 'key')).to.deep.equal({ line: 2, column: 3 });
    expect(placeOf(['a', '1', 'b'])).to.deep.equal({ line: 3, column: 12 });
    expect(placeOf(['a', '1', 'b'], 'key')).to.deep.equal({ line: 3, column: 7 });
  });

  it('places what is absent at its nearest ancestor', () => {
    const { placeOf } = read('{\n  "a": {"b": 1}}');
    expect(placeOf(['a', 'c', 'd'])).to.deep.equal({ line: 2, column: 8 });
    expect(placeOf(['x'], 'key')).to.deep.equal({ line: 1, column: 1 });
    expect(placeOf(['a', 'constructor'])).to.deep.equal({ line: 2, column: 8 });
  });

  it('keeps and places the last of repeated keys, and names each repetition', () => {
    const { value, placeOf, repeatedKeys } = read('{"a": {"x": 1},\n "a": 2,\n  "a": {"y": 3, "y": 4}}');
    expect(value).to.deep.equal({ a: { y: 4 } });
    expect(placeOf(['a', 'y'])).to.deep.equal({ line: 3, column: 22 });
    expect(
      repeatedKeys.map(({ path, place, first }) => [path.join('.'), place.line, first.line]),
    ).to.deep.equal([
      ['a', 2, 1],
      ['a', 3, 2],
      ['a.y', 3, 3],
    ]);
  });

  it('reads hostile keys as own properties', () => {
    const { value, placeOf } = read('{"__proto__": {"polluted": true},\n "constructor": 1}');
    expect(Object.keys(Object(value) as object)).to.deep.equal(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
    expect(({} as Readonly<Record<string, unknown>>)['polluted']).to.equal(undefined);
    expect(placeOf(['constructor'])).to.deep.equal({ line: 2, column: 17 });
  });

  it('refuses what is not strict JSON, with its place', () => {
    expect(slips('{\n  "a": 1,\n}')).to.deep.equal([
      '3:1 } JSON syntax: property name expected (trailing comma?)',
    ]);
    expect(slips('{\n  // why\n  "a": 1 }')).to.deep.equal([
      '2:3 // why JSON syntax: comments are not allowed',
    ]);
    expect(slips('{"a": NaN}')[0]).to.equal('1:7 NaN JSON syntax: invalid symbol');
    expect(slips('{"a": 1 "b": 2}')).to.deep.equal(['1:9 "b" JSON syntax: comma expected']);
    expect(slips('{} {}')).to.deep.equal(['1:4 { JSON syntax: end of file expected']);
  });

  it('refuses an empty text and one that ends early', () => {
    expect(slips('')).to.deep.equal(['1:1 - JSON syntax: value expected']);
    expect(slips('{"a": [1')).to.not.be.empty;
  });

  it('names five places at most', () => {
    expect(slips(`[${'NaN,'.repeat(50)}1]`)).to.have.lengthOf(5);
  });

  it('refuses what is nested too deeply for recursive readers, brackets in strings aside', () => {
    expect(slips('['.repeat(100) + ']'.repeat(100))).to.deep.equal([]);
    expect(slips('['.repeat(1e6))).to.deep.equal(['1:101 - nested deeper than 100 levels']);
    expect(slips(JSON.stringify('['.repeat(200)))).to.deep.equal([]);
  });
});
