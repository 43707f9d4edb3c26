import { join, resolve } from 'node:path';
import { expect } from 'chai';
import * as intel from '../src/index';

const ROOT = resolve(__dirname, '..');

/** The library as its README uses it: on the bundled history, over plain arrays, and through the graph. */
describe('the library', () => {
  it('gives the same numbers over plain arrays as the graph publishes', async () => {
    const { desk } = await intel.loadDesk(join(ROOT, 'config'));
    if (desk === undefined) throw new Error('the bundled config is not usable');
    const now = intel.parseTimestamp('2026-02-01T00:00:00Z') ?? 0;
    const logs = join(ROOT, 'logs', 'sample');
    const { closes, fills, routes, latest, faults } = await intel.loadRecords(logs, desk.settings, now);
    const { trades } = intel.joined([...closes, ...fills, ...routes], desk, latest);
    const arrays = intel.expectancyOf(trades, desk.settings, latest);

    const report = await intel.replay({ logs, desk, now });
    const { expectancy, allocation } = report.frame.files;
    if (expectancy.kind === 'failed' || allocation.kind === 'failed') throw new Error('a stage failed');
    expect(expectancy.value.windows).to.deep.equal(arrays.windows);
    expect(report.tally.quarantined).to.equal(faults.length);
    expect(allocation.value.symbols.map((row) => row.symbol)).to.include('BTCUSDT');
    expect(report.frame.asOf).to.equal(latest);
  });

  it('lists each export by name, and every one is there', () => {
    for (const [name, value] of Object.entries(intel)) expect(value, name).to.not.equal(undefined);
    expect(Object.keys(intel)).to.include.members([
      'decide',
      'run',
      'onTick',
      'alignLatest',
      'replay',
      'probe',
      'allocate',
    ]);
  });

  it('has a schema for every row, config, snapshot and state file', () => {
    expect(Object.keys(intel.SCHEMAS)).to.include.members([
      'metric_row',
      'order_event',
      'nav',
      'risk_limits',
      'pairs_universe',
      'execution_intel',
      ...Object.values(intel.STATE_FILES).map((name) => name.replace('.json', '')),
    ]);
  });
});
