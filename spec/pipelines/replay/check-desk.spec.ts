import { join } from 'node:path';
import { expect } from 'chai';
import { checkDesk } from '../../../pipelines/replay/check-desk';
import { inTempDir, type Tree } from '../../io/temp-dir';
import { deskOf } from '../../operators/made';

const NOW = 1_800_000_000_000;
const S = 1_793_491_200;
const desk = deskOf({ universe: { universe: [{ symbol: 'BTCUSDT' }] } });
const checked = (tree: Tree) => inTempDir(tree, (dir) => checkDesk(join(dir, 'logs'), desk, NOW));

const CLOSE = `{"event_type":"order_close","symbol":"BTCUSDT","ts_close":${S},"orderId":1,"realizedPnlUsd":1,"strategy":"s1"}\n`;
const LOGS: Tree = {
  'logs/execution/orders_executed.jsonl': CLOSE,
  'logs/execution/order_metrics.jsonl': '',
};
const row = (policy: object): string =>
  `${JSON.stringify({ attempt_id: 'a', symbol: 'ETHUSDT', ts: S, policy })}\n`;

describe('checkDesk', () => {
  it('tells the warnings that the files would carry, and the names in the logs', async () => {
    const found = await checked({
      ...LOGS,
      'logs/state/nav.json': JSON.stringify({ nav: 8800, peak: 10_000, drawdown_pct: 0.12, updated_ts: S }),
      'logs/state/positions.json': '{"rows": []}',
    });
    expect(found.warnings).to.deep.equal(['drawdown_contradicts_peak', 'last_n_short', 'positions_unusable']);
    expect([...found.names.symbols, ...found.names.strategies]).to.deep.equal(['BTCUSDT', 's1']);
    expect(found.names.carryLabels).to.equal(false);
    expect(found.tally.rows).to.equal(1);
  });

  it('sees whether the rows carry labels', async () => {
    for (const [policy, labels] of [
      [{ taker_bias: 'balanced' }, true],
      [{ taker_bias: 0.4 }, false],
      [{ taker_bias: 0.4, bias_label: 'balanced' }, false],
      [{ quality: 'good' }, false],
    ] as const) {
      const found = await checked({ ...LOGS, 'logs/execution/order_metrics.jsonl': row(policy) });
      expect(found.names.carryLabels, JSON.stringify(policy)).to.equal(labels);
      expect([...found.names.symbols].sort()).to.deep.equal(['BTCUSDT', 'ETHUSDT']);
    }
  });

  it('of logs without a row has nothing to tell', async () => {
    const found = await checked({ 'logs/execution/orders_executed.jsonl': '' });
    expect([found.tally.rows, found.names.symbols.size]).to.deep.equal([0, 0]);
  });
});
