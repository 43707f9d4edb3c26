import { expect } from 'chai';
import { checkText } from '../../../../src/cli/check/text/check-text';
import { closeLine, routeLine, TS } from '../../../io/rows';
import { CLOSES } from '../../desk';
import { pageOf, reportOn } from '../reported';

const ORDERS = 'logs/execution/orders_executed.jsonl';
const METRICS = 'logs/execution/order_metrics.jsonl';

/** Titles, without the counts behind them, in order. */
function titlesOf(text: string): readonly string[] {
  return text
    .split('\n\n')
    .slice(1)
    .map((section) => section.split('\n')[0]?.replace(/ \(\d+\)$/, '') ?? '');
}

/** What can be broken: a longer line is one word. */
function tooLong(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
}

describe('checkText', () => {
  it('has the verdict first, then coverage, what to look at, and converted numbers last', async () => {
    const text = checkText(
      await reportOn({
        [ORDERS]: `${CLOSES}${closeLine({ orderId: 'n', realizedPnlUsd: null })}\n{"torn\n`,
        'config/risk_limits.json': '{"global": {"max_symbol_exposure_pct": 25, "tiers": {"CORE": {}}}}',
        'logs/state/nav.json': '{',
      }),
    );
    expect(text).to.match(/^Usable: /);
    expect(titlesOf(text)).to.deep.equal([
      ...['Rows', 'Positions', 'R: the risk of a position', 'Closes of these positions', 'Router rows'],
      ...['Snapshots', 'Names', 'Warnings', 'Closes to look at', 'Rows that cannot be used', 'Configs'],
    ]);
    expect(text.split('\n').slice(-2).join(' '))
      .to.contain('converted: ')
      .and.match(/fraction\s+0\.25$/);
  });

  it('with errors in the configs has them next to the verdict', async () => {
    const text = checkText(await reportOn({ 'config/risk_limits.json': '{"global": 5}' }));
    expect(text).to.match(/^Not usable: /);
    expect(titlesOf(text)).to.deep.equal(['Errors of the configs', 'Rows', 'Configs']);
  });

  it('has no line of more than 80 columns, unless it is a single word', async () => {
    const long = 'x'.repeat(128);
    const named = { symbol: long, strategy: `${long} y`, realizedPnlUsd: 1 };
    const pages = await Promise.all([
      reportOn({}),
      reportOn({ [ORDERS]: '', [METRICS]: '' }),
      reportOn({ [ORDERS]: `${CLOSES}${closeLine(named)}\n${closeLine({ event_type: long, ts: long })}\n` }),
      reportOn({
        [METRICS]: `${routeLine({ result: {} })}\n`,
        'logs/state/nav.json': '{"peak_equity": "x"}',
      }),
      reportOn({ 'config/risk_limits.json': '{"global": {"max_nav_drawdown_pct": "ten"}}' }),
    ]);
    for (const page of pages) expect(tooLong(checkText(page))).to.deep.equal([]);
  });

  it('shows what could steer a terminal as escapes', async () => {
    const name = '\u001b[2J\u202e__proto__';
    const hostile = { symbol: name, strategy: name, ts: TS, realizedPnlUsd: 1 };
    const rows = [closeLine(hostile), closeLine({ ...hostile, event_type: name }), `{"torn${name}`];
    const text = checkText(
      await reportOn({
        [ORDERS]: `${CLOSES}${rows.join('\n')}\n`,
        'logs/state/nav.json': `{"nav": "${name}"`,
      }),
    );
    expect(text.replaceAll('\n', '')).to.not.match(/[\p{Cc}\p{Cf}]/u);
    expect(text).to.contain('\\u001b[2J\\u{202e}__PROTO__');
  });

  it('has the facts of the report, each of them', async () => {
    const report = await reportOn({ [ORDERS]: `${CLOSES}{"torn\n`, 'logs/state/positions.json': undefined });
    const text = pageOf(report);
    const { coverage, rows, snapshots, names } = report;
    for (const part of [coverage?.positions, coverage?.closes, coverage?.router_rows])
      for (const { have, of, consequence } of Object.values(part?.fields ?? {}))
        if (consequence !== null)
          expect(text)
            .to.match(new RegExp(` ${have} of ${of} `))
            .and.contain(consequence);
    for (const { consequence } of Object.values(snapshots)) expect(text).to.contain(consequence ?? '');
    expect(text).to.contain(`${rows.rows} rows, ${rows.quarantined} cannot be used`);
    expect(text).to.contain(`${names.known_symbols.have} of ${names.known_symbols.of}`);
    expect(text.split('\n')[0]).to.equal(report.verdict);
  });
});
