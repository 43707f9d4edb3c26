import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { evaluationSchema } from '../../../operators/evidence/evaluation/evaluation-schema';
import { evaluationText } from '../../../src/cli/terminal/evaluation-text';
import { schemaProblems } from '../../../src/io/config/schema/schema-problems';
import { evaluated, noise, SYMBOLS, written } from './made-history';

/** Names that mean something to JavaScript, to a terminal or to a page. */
describe('intel evaluate takes any name of a symbol for a name', function () {
  this.timeout(120_000);

  const rest = SYMBOLS.slice(1);
  const names = ['__PROTO__', '\u001B[31MA\nB', 'CONSTRUCTOR', '<SCRIPT>', '\u202E; DROP'];
  for (const name of names.slice(0, runsOf('redTeam') > 0 ? undefined : 2))
    it(`${JSON.stringify(name)} has its own numbers, steers no terminal and earns no praise`, async () => {
      // It wins throughout, so that even the sentence has to name it.
      const trades = noise(1, 40).map((trade) =>
        trade.symbol === 'AUSDT' ? { ...trade, symbol: name, r: trade.r + 0.6 } : trade,
      );
      const file = await evaluated({ rows: written(trades), symbols: [name, ...rest] });
      expect(schemaProblems(evaluationSchema, file)).to.deep.equal([]);
      expect(Object.keys(file.contributions.symbols.usd).sort()).to.deep.equal([name, ...rest].sort());
      expect(file.verdict.bps.sentence).to.contain(`It rests on ${name}: `);
      const text = evaluationText(file);
      expect(text.replaceAll('\n', '')).to.not.match(/[\p{Cc}\p{Cf}]/u);
      expect(text.split('\n')[0]).to.contain('It rests on ');
    });
});
