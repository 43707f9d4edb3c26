import { expect } from 'chai';
import {
  inFileOrder,
  formatProblem,
  pathOf,
  pointer,
  type ConfigProblem,
} from '../../../../src/io/config/schema/problem';

const PROBLEM: ConfigProblem = {
  file: 'config/risk_limits.json',
  line: 3,
  column: 7,
  path: '/global/tiers',
  found: '"x"',
  message: 'must be an object',
  severity: 'error',
};

describe('formatProblem', () => {
  it('says where, what was found and what is wrong', () => {
    expect(formatProblem(PROBLEM)).to.equal(
      'config/risk_limits.json:3:7 /global/tiers: found "x"; must be an object',
    );
  });

  it('leaves out what it does not know', () => {
    const whole = { ...PROBLEM, line: undefined, column: undefined, path: '', found: undefined };
    expect(formatProblem({ ...whole, message: 'missing' })).to.equal('config/risk_limits.json: missing');
  });

  it('stays on one line whatever a key holds', () => {
    expect(formatProblem({ ...PROBLEM, path: '/a\n\u001b[2J' })).to.contain('/a\\u000a\\u001b[2J:');
  });
});

describe('inFileOrder', () => {
  it('orders by file, line and column as numbers, files as a whole first', () => {
    const at = (file: string, line: number | undefined, column: number | undefined) => ({
      file,
      line,
      column,
    });
    const sorted = [
      at('a', undefined, undefined),
      at('a', 2, 1),
      at('a', 10, 2),
      at('a', 10, 11),
      at('b', 1, 1),
    ];
    expect([...sorted].reverse().sort(inFileOrder)).to.deep.equal(sorted);
  });
});

describe('pointer', () => {
  it('escapes slashes and tildes, and comes back', () => {
    const path = ['per_symbol', 'A/B~1', ''];
    expect(pointer(path)).to.equal('/per_symbol/A~1B~01/');
    expect(pathOf(pointer(path))).to.deep.equal(path);
    expect(pathOf('')).to.deep.equal([]);
  });
});
