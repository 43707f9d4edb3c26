import { join } from 'node:path';
import { expect } from 'chai';
import { MOST_NAME } from '../../../src/model/values/json';
import { runsOf } from '../../campaign';
import { CLOSES, contentsOf, fileAt, jsonLines, onDesk, replayAt } from '../../cli/desk';
import { intel } from '../../cli/intel';
import { closeLine, routeLine, TS } from '../../io/rows';

const LENIENT = { 'config/execution_intel.json': '{"max_bad_share": 0.9}' };
const FILES = ['expectancy_v6.json', 'symbol_scores_v6.json', 'router_policy_suggestions_v6.json'] as const;

const close = (n: number, fields: object): string =>
  `${closeLine({ symbol: 'BTCUSDT', ts: TS + 60 * n, orderId: 1000 + n, realizedPnlUsd: 1, ...fields })}\n`;

/** Replays the desk with these rows added to its logs, and gives what `use` reads of the output directory. */
function replayed<T>(rows: readonly string[], use: (out: string) => T, log = 'orders_executed'): Promise<T> {
  const [orders, metrics] = log === 'orders_executed' ? [rows, []] : [[], rows];
  const files = {
    ...LENIENT,
    'logs/execution/orders_executed.jsonl': `${CLOSES}${orders.join('')}`,
    'logs/execution/order_metrics.jsonl': metrics.join(''),
  };
  return onDesk(files, async (dir) => {
    const { code, err } = await intel(replayAt(dir, '--json'));
    expect(code, err).to.equal(0);
    return use(join(dir, 'out'));
  });
}

const countAt = (out: string, ...keys: readonly string[]): unknown =>
  fileAt(join(out, 'expectancy_v6.json'), ...keys, 'count');

describe('names that are too long', () => {
  it('a symbol is one up to 128 characters; a longer one is refused, and is told with its head', () =>
    replayed(
      [MOST_NAME, MOST_NAME + 1, 100_000].map((length, n) => close(n, { symbol: 's'.repeat(length) })),
      (out) => {
        expect(countAt(out, 'symbols', 'S'.repeat(MOST_NAME))).to.equal(1);
        const faults = jsonLines(join(out, 'quarantine.jsonl')) as { reason: string; detail: string }[];
        expect(faults.map(({ reason }) => reason)).to.deep.equal(['bad_symbol', 'bad_symbol']);
        for (const { detail } of faults)
          expect(detail).to.match(/^symbol was "s+…; it must be a text of 1 to 128 characters$/);
      },
    ));

  it('a strategy is cut and shows it, whatever stands where it is cut', async () => {
    const head = 'x'.repeat(MOST_NAME - 2);
    await replayed(
      ['yy', 'yz', 'y'.repeat(100_000), '\u{1f600}'.repeat(2)].map((tail, n) =>
        close(n, { strategy: `${head}${tail}` }),
      ),
      (out) => {
        expect(countAt(out, 'strategies', `${head}yy`)).to.equal(1);
        expect(countAt(out, 'strategies', `${head}yz`)).to.equal(1);
        expect(countAt(out, 'strategies', `${head}y…`)).to.equal(1);
        expect(countAt(out, 'strategies', `${head}…`)).to.equal(1);
      },
    );
  });

  it('many of them, in every field that names a group, neither fill the files nor touch other symbols', async () => {
    const long = (n: number): string => `${n}${'n'.repeat(200_000)}`;
    const fields = Array.from({ length: runsOf('longNames') }, (_, n) => n);
    const plain = await replayed([], (out) => fileAt(join(out, 'expectancy_v6.json'), 'symbols', 'ETHUSDT'));
    const orders = fields.flatMap((n) => [
      close(n, { strategy: long(n) }),
      close(n, { symbol: long(n) }),
      close(n, { event_type: long(n) }),
      close(n, { exit_reason: long(n), feeAsset: long(n), positionSide: long(n) }),
    ]);
    const routes = fields.map(
      (n) =>
        `${routeLine({ symbol: 'BTCUSDT', ts: TS + n, policy: { quality: long(n), taker_bias: long(n) }, route: long(n), result: { status: long(n) } })}\n`,
    );
    for (const [rows, log] of [
      [orders, 'orders_executed'],
      [routes, 'order_metrics'],
    ] as const)
      await replayed(
        rows,
        (out) => {
          const files = contentsOf(out);
          for (const name of FILES) expect(files[name]?.length, name).to.be.below(4_000_000);
          expect(fileAt(join(out, 'expectancy_v6.json'), 'symbols', 'ETHUSDT')).to.deep.equal(plain);
        },
        log,
      );
  });
});
