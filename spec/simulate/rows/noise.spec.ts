import { expect } from 'chai';
import { jsonOf, lazy, linesOf, parsed, rowsOf, simulate, SMALL, timeOf } from '../history';

describe('noise in a simulated history', () => {
  const files = lazy(() => simulate(SMALL));
  const clean = lazy(() => simulate({ ...SMALL, noise: false }));
  const orders = lazy(() => rowsOf(files(), 'orders_executed'));

  it('without noise writes neither NaN nor a line twice nor out of order', () => {
    for (const stem of ['orders_executed', 'order_metrics']) {
      const lines = linesOf(clean(), stem);
      const times = lines.map(parsed).map((row) => timeOf(row ?? {}));
      expect(lines.some((line) => line.includes('NaN'))).to.equal(false);
      expect(new Set(lines).size).to.equal(lines.length);
      expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
    }
  });

  it('with noise writes NaN, lines twice, late lines, and a few that cannot be read', () => {
    const lines = [...linesOf(files(), 'orders_executed'), ...linesOf(files(), 'order_metrics')];
    const readable = orders().filter((row) => row['realizedPnlUsd'] !== 'n/a');
    const times = readable.map(timeOf);
    const late = times.filter((ts, index) => ts < Math.max(...times.slice(Math.max(0, index - 20), index)));
    const broken = lines.filter((line) => parsed(line) === undefined || line.includes('"n/a"'));
    expect(lines.filter((line) => line.includes('"slippage_bps": NaN'))).to.not.have.length(0);
    expect(new Set(lines).size).to.be.below(lines.length);
    expect(late).to.not.have.length(0);
    expect(broken).to.have.length(3);
    expect(broken.length / lines.length).to.be.below(0.005);
  });

  it('draws the same trades with and without noise', () => {
    for (const path of ['state/nav.json', 'nav_log.json'])
      expect(jsonOf(files(), path)).to.deep.equal(jsonOf(clean(), path));
  });
});
