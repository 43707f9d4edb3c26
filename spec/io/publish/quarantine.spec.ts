import { expect } from 'chai';
import type { Fault } from '../../../src/io/decode/fault';
import { faultLines } from '../../../src/io/publish/quarantine';

function fault(n: number, raw: string): Fault {
  return {
    source: 'orders_executed',
    file: 'orders_executed.1.jsonl',
    segment: n === 0 ? null : n,
    offset: n,
    length: raw.length,
    reason: 'bad_json',
    detail: 'd',
    raw,
  };
}

describe('the quarantine', () => {
  it('has one line for each row, in order, with its place, reason and bytes', () => {
    const faults = ['{"torn', `\u2028"\n\u0000é`, ''].map((raw, n) => fault(n, raw));
    const lines = faultLines(faults).split('\n');
    expect(lines.pop()).to.equal('');
    expect(lines.map((line): unknown => JSON.parse(line))).to.deep.equal(faults);
    expect(faultLines([])).to.equal('');
  });
});
