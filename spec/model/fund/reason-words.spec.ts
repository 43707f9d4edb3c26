import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import type { WeightBinding } from '../../../operators/allocate/weights/allocation-terms';
import { REASON_WORDS, reasonWords } from '../../../src/model/fund/reason-words';

const DOCS = resolve(__dirname, '..', '..', '..', 'docs');

describe('a reason in words', () => {
  it('has one wording for each binding of a weight and each reason of the mode, and two codes never one wording', () => {
    const all: Readonly<Record<WeightBinding, string>> = REASON_WORDS;
    expect(new Set(Object.values(all)).size).to.equal(Object.keys(all).length);
    const text = readFileSync(join(DOCS, 'warnings.md'), 'utf8');
    const [, section = ''] = text.split('## Why the risk mode is what it is');
    const codes = [...section.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code);
    const modes = codes.filter((code) => /^(drawdown_|equity_|peak_of_|nav_jump$)/.test(code));
    expect(modes).to.have.length(10);
    expect(Object.keys(all)).to.include.members(modes);
  });

  it('is what the documentation says', () => {
    const rows = readFileSync(join(DOCS, 'files.md'), 'utf8')
      .split('\n')
      .filter((line) => /^\| `[a-z_`, ]+\s*\|/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const told = rows.flatMap(([, codes = '', words = '']) => {
      const names = [...codes.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code);
      return names.every((name) => name in REASON_WORDS) ? [[names, words] as const] : [];
    });
    expect(told).to.have.length.above(10);
    for (const [names, words] of told) expect(words).to.equal(names.map(reasonWords).join('; '));
  });

  it('of an unknown code is the code with blanks, whatever it is called', () => {
    expect(reasonWords('some_new_code')).to.equal('some new code');
    expect(reasonWords('constructor')).to.equal('constructor');
  });
});
