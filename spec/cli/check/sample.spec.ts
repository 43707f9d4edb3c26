import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../built';
import { jsonAt } from '../desk';
import { intel } from '../intel';

const SAMPLE = join(ROOT, 'logs', 'sample');
const EXECUTION = join(SAMPLE, 'execution');

function linesOf(name: string): readonly string[] {
  return readFileSync(join(EXECUTION, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

const withText = (lines: readonly string[], text: string): number =>
  lines.filter((line) => line.includes(text)).length;

describe('intel check of the bundled history', () => {
  it('counts what lies in its files, and the positions that `intel trades` lists', async () => {
    const args = ['check', '--logs', SAMPLE, '--config', join(ROOT, 'config')];
    const { code, out } = await intel([...args, '--json']);
    expect(code).to.equal(0);
    const [orders, metrics] = [linesOf('orders_executed.jsonl'), linesOf('order_metrics.jsonl')];
    expect(jsonAt(out, 'rows', 'rows')).to.equal(orders.length + metrics.length);
    expect(jsonAt(out, 'rows', 'noted')).to.deep.equal({
      order_executed: withText(orders, '"order_executed"'),
      order_ack: withText(orders, '"order_ack"'),
      order_error: withText(orders, '"order_error"'),
    });
    expect(jsonAt(out, 'rows', 'kinds', 'fill')).to.equal(withText(orders, '"event_type": "order_fill"'));
    const trades: unknown = JSON.parse((await intel(['trades', ...args.slice(1), '--json'])).out);
    expect(trades).to.have.length(Number(jsonAt(out, 'coverage', 'positions', 'count')));
    expect(jsonAt(out, 'coverage', 'positions', 'verified')).to.equal(275);
    expect(jsonAt(out, 'names', 'known_symbols')).to.deep.equal({ have: 6, of: 6 });
    const [verdict] = (await intel(args)).out.split('\n\n');
    expect(verdict?.replaceAll('\n', ' ')).to.equal(
      'Usable: 284 positions of 6 symbols from 2026-01-05 to 2026-01-14, 275 verified by their fills; no funding in 82.3 % of closes.',
    );
  });
});
