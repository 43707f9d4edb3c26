import { expect } from 'chai';
import { NO_FINDINGS } from '../../../../src/cli/check/report/name-findings';
import { nameLines } from '../../../../src/cli/check/text/name-lines';

const unknown = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ name: `S${n}`, meant: n === 0 ? 'T0' : null }));

describe('nameLines', () => {
  it('of logs without names are none', () => {
    expect(nameLines(NO_FINDINGS)).to.deep.equal([]);
  });

  it('say what the configs know, with the nearest name of what they do not, and what follows', () => {
    const lines = nameLines({
      ...NO_FINDINGS,
      known_symbols: { have: 1, of: 2 },
      unknown_symbols: unknown(1),
      known_strategies: { have: 3, of: 3 },
    });
    expect(lines[0]).to.match(/symbols that the configs know +1 of 2 +50 %$/);
    expect(lines[1]).to.equal(
      '  warning: symbol "S0" is in the logs and not in pairs_universe.json (did you mean "T0"?)',
    );
    expect(lines[2]).to.contain('gets no weight (not_in_universe)');
    expect(lines[3]).to.match(/strategies that the configs know +3 of 3 +100 %$/);
    expect(lines).to.have.length(4);
  });

  it('show ten of a kind, and count those that are listed nowhere as well', () => {
    const lines = nameLines({
      ...NO_FINDINGS,
      known_strategies: { have: 0, of: 150 },
      unknown_strategies: unknown(100),
      unlisted: { symbols: 0, strategies: 50, case_variants: 0 },
    });
    expect(lines.filter((line) => line.startsWith('  warning: strategy '))).to.have.length(10);
    expect(lines).to.include('  and 140 more strategies are in the logs and not in the configs');
  });
});
