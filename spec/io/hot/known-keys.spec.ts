import { expect } from 'chai';
import { FIELD } from '../../../src/io/hot/fields';
import { FoundFields, KIND } from '../../../src/io/hot/found-fields';
import { KnownKeys } from '../../../src/io/hot/known-keys';
import { RowScanner } from '../../../src/io/hot/row-scanner';

const fields = new FoundFields();
const scan = (scanner: RowScanner, text: string): boolean => {
  const bytes = Buffer.from(text);
  return scanner.scan(bytes, 0, bytes.length);
};
const kindOf = (name: keyof typeof FIELD): number | undefined => fields.kinds[FIELD[name]];

describe('KnownKeys', () => {
  it('reads a key that came before as one that did not', () => {
    const scanner = new RowScanner(fields);
    for (let n = 0; n < 3; n++) {
      expect(scan(scanner, '{"ts": 1, "symbol": "A", "qty": {"notional_usd": 2}}')).to.equal(true);
      expect([kindOf('ts'), kindOf('symbol'), kindOf('qty.notional_usd')]).to.deep.equal([
        KIND.number,
        KIND.ascii,
        KIND.number,
      ]);
    }
  });

  it('does not take one key for another that begins alike', () => {
    const scanner = new RowScanner(fields);
    expect(scan(scanner, '{"ts": 1}')).to.equal(true);
    expect(scan(scanner, '{"ts_close": 1}')).to.equal(true);
    expect([kindOf('ts'), kindOf('ts_close')]).to.deep.equal([KIND.absent, KIND.number]);
    expect(scan(scanner, '{"t": 1}')).to.equal(true);
    expect([kindOf('ts'), kindOf('ts_close')]).to.deep.equal([KIND.absent, KIND.absent]);
    expect(scan(scanner, '{"ts_clone": 1}')).to.equal(true);
    expect([kindOf('ts'), kindOf('ts_close')]).to.deep.equal([KIND.absent, KIND.absent]);
  });

  it('reads a key whatever spaces follow it, whichever came first', () => {
    for (const order of [
      ['', ' ', '  '],
      ['  ', ' ', ''],
    ]) {
      const scanner = new RowScanner(fields);
      for (const spaces of [...order, ...order]) {
        expect(scan(scanner, `{"ts":${spaces}1}`)).to.equal(true);
        expect(kindOf('ts')).to.equal(KIND.number);
      }
    }
  });

  it('knows a key also when the bytes it came in were read over', () => {
    const scanner = new RowScanner(fields);
    const chunk = Buffer.from('{"fees_usd": 1}');
    expect(scanner.scan(chunk, 0, chunk.length)).to.equal(true);
    chunk.write('{"ts_close": 1}');
    expect(scanner.scan(chunk, 0, chunk.length)).to.equal(true);
    expect([kindOf('fees_usd'), kindOf('ts_close')]).to.deep.equal([KIND.absent, KIND.number]);
  });

  it('does not read in an array what it reads in an object', () => {
    const scanner = new RowScanner(fields);
    for (let n = 0; n < 2; n++) {
      expect(scan(scanner, '{"qty": {"notional_usd": 2}}')).to.equal(true);
      expect(kindOf('qty.notional_usd')).to.equal(KIND.number);
      expect(scan(scanner, '{"qty": [{"notional_usd": 2}, {"notional_usd": 3}]}')).to.equal(true);
      expect(kindOf('qty.notional_usd')).to.equal(KIND.absent);
      expect(scan(scanner, '{"other": {"notional_usd": 2, "symbol": 1}}')).to.equal(true);
      expect(kindOf('symbol')).to.equal(KIND.absent);
    }
  });

  it('reads on where a key has more followers than it keeps', () => {
    const scanner = new RowScanner(fields);
    for (let round = 0; round < 2; round++)
      for (let n = 0; n < 50; n++) {
        expect(scan(scanner, `{"pid": 1, "k${n}": 1, "symbol": "A"}`), `k${n}`).to.equal(true);
        expect(kindOf('symbol')).to.equal(KIND.ascii);
      }
  });

  it('starts anew when it holds too many, and reads on', () => {
    const keys = new KnownKeys();
    const first = keys.start;
    const bytes = Buffer.from('x": 1');
    for (let n = 0; n < 4096; n++) keys.learn(keys.start, bytes, 0, 1, 4);
    expect(keys.start).to.equal(first);
    keys.learn(keys.start, bytes, 0, 1, 4);
    expect(keys.start).not.to.equal(first);

    const scanner = new RowScanner(fields);
    const many = Array.from({ length: 10_000 }, (_, n) => `"k${n}": 1`).join(', ');
    expect(scan(scanner, `{${many}, "symbol": "A"}`)).to.equal(true);
    expect(kindOf('symbol')).to.equal(KIND.ascii);
    expect(scan(scanner, '{"ts": 1}')).to.equal(true);
    expect([kindOf('ts'), kindOf('symbol')]).to.deep.equal([KIND.number, KIND.absent]);
  });
});
