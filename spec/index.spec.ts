import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { guarded } from '../src/door/guarded';
import * as library from '../src/index';

const ROOT = resolve(__dirname, '..');

/** The exports as users of the package get them. */
const intel = new Proxy(library, {
  get: (all, name): unknown => guarded(String(name), Reflect.get(all, name)),
});

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

  it('makes and explains an allocation of state files as the graph does', async () => {
    const { desk } = await intel.loadDesk(join(ROOT, 'config'));
    if (desk === undefined) throw new Error('the bundled config is not usable');
    const { frame } = await intel.replay({
      logs: join(ROOT, 'logs', 'sample'),
      desk,
      now: intel.parseTimestamp('2026-02-01T00:00:00Z') ?? 0,
    });
    const { allocation, expectancy, scores, suggestions } = Object.fromEntries(
      Object.entries(frame.files).map(([name, file]) => [
        name,
        file.kind === 'answered' ? file.value : undefined,
      ]),
    );
    const standing = intel.readStanding(expectancy, scores, suggestions);
    if (standing.account === undefined) throw new Error('the account is missing');
    expect(intel.allocate(standing, standing.account, desk)).to.deep.equal(allocation);
    const files = frame.files.allocation;
    if (files.kind === 'failed') throw new Error('a stage failed');
    const explained = intel.explainSymbol('BTCUSDT', { allocation: files.value });
    expect(explained?.symbol).to.equal('BTCUSDT');
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
