import { expect } from 'chai';
import { coverageSections } from '../../../../src/cli/check/text/coverage-lines';
import { closeLine, TS } from '../../../io/rows';
import { reportOn } from '../reported';

const ORDERS = 'logs/execution/orders_executed.jsonl';
const DAY_S = 86_400;

/** The lines of the section of this title, blanks made one. */
async function sectionOf(
  title: string,
  files: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const section = coverageSections(await reportOn(files)).find((one) => one.title.startsWith(title));
  return (section?.lines ?? []).map((line) => line.replace(/ +/g, ' ').trim());
}

function closesWith(...fields: readonly object[]): string {
  return fields
    .map((more, n) => `${closeLine({ ts: TS + n, orderId: n, realizedPnlUsd: 1, fees_total: 0, ...more })}\n`)
    .join('');
}

describe('coverageSections', () => {
  it('have none of what has no row', async () => {
    const titles = coverageSections(await reportOn({ [ORDERS]: '' })).map(({ title }) => title);
    expect(titles).to.deep.equal(['Router rows (40)']);
  });

  it('name complete fields in one line, and each other with counts, share and consequence', async () => {
    const orders = closesWith({ strategy: 's' }, { fees_total: undefined, strategy: 's' }, { strategy: 's' });
    const lines = await sectionOf('Closes of these positions (3)', { [ORDERS]: orders });
    expect(lines[0]).to.equal('complete: strategy, order id');
    expect(lines).to.include('fee 2 of 3 66.6 %');
    expect(lines[lines.indexOf('fee 2 of 3 66.6 %') + 1]).to.match(/^counts as 0, and no opening fee/);
  });

  it('say where R comes from, and what it is worth', async () => {
    const lines = await sectionOf('R: the risk of a position (4)', {
      [ORDERS]: closesWith({ initial_risk_usd: 5 }, { notional_usd: 100 }, { notional_usd: 100 }, {}),
    });
    expect(lines).to.deep.equal([
      'recorded in the closes 1 of 4 25 %',
      'fallback 2 of 4 50 %',
      'notional × 100 bps (fallback_risk_bps): an assumed risk, so R is the return in other units',
      'none 1 of 4 25 %',
      'without a notional there is no R: they count in USD alone',
    ]);
  });

  it('say how many positions give the advice, and how many differ from their fills', async () => {
    const lines = await sectionOf('Positions (2)', {
      [ORDERS]: closesWith({ ts: TS - 20 * DAY_S }, { ts: TS }),
    });
    expect(lines).to.include('in the primary window 14d 1 of 2 50 %');
    expect(lines).to.include('only these feed scores, suggestions and weights');
    expect(lines).to.include('P&L verified by their fills 0 of 2 0 %');
    expect(lines.join()).to.not.contain('other than that of their fills');
  });
});
