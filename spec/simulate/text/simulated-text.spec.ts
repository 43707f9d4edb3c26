import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { SimulationSettings } from '../../../src/simulate/market/settings';
import { lazy, linesOf, parsed, simulate, SMALL } from '../history';

const history = (changes: Partial<SimulationSettings> = {}) => simulate({ ...SMALL, ...changes });

describe('the text of a simulated history', () => {
  const files = lazy(() => history());
  const clean = lazy(() => history({ noise: false }));

  it('cuts its logs into segments in order, none longer than allowed', () => {
    const rotateBytes = 40_000;
    const rotated = history({ noise: false, rotateBytes });
    for (const stem of ['orders_executed', 'order_metrics']) {
      const segments = rotated.filter(({ path }) => path.startsWith(`execution/${stem}`));
      expect(segments.map(({ path }) => path)).to.deep.equal(
        ['.5', '.4', '.3', '.2', '.1', ''].map((number) => `execution/${stem}${number}.jsonl`),
      );
      for (const { bytes } of segments) expect(bytes.length).to.be.within(1, rotateBytes);
      const lines = linesOf(rotated, stem);
      const whole = linesOf(clean(), stem);
      expect(lines).to.deep.equal(whole.slice(-lines.length));
      expect(rotated.some(({ path }) => path === `execution/archive/${stem}.5.jsonl.gz`)).to.equal(true);
    }
  });

  it('writes counts as ints and amounts as floats', () => {
    const routedLines = linesOf(clean(), 'order_metrics').filter((line) => line.includes('"result"'));
    for (const line of routedLines) {
      expect(line).to.match(/"retries": \d, "cancelled": (true|false)}/);
      expect(line).to.match(/"qty": {"contracts": \d+\.\d+, "notional_usd": \d+\.\d+}/);
    }
  });

  it('writes what Python writes', function () {
    const lines = [...linesOf(files(), 'orders_executed'), ...linesOf(files(), 'order_metrics')];
    const whole = lines.filter((line) => parsed(line) !== undefined);
    const states = files()
      .filter(({ path }) => path.startsWith('state/'))
      .map(({ bytes }) => Buffer.from(bytes).toString().trim());
    const different = pythonDifferences([...whole, ...states]);
    if (different === undefined) this.skip();
    expect(different).to.equal(0);
  });
});

// Lines that json.dumps(json.loads(line)) does not give back; undefined without python3.
function pythonDifferences(lines: readonly string[]): number | undefined {
  const script =
    'import json, sys\nprint(sum(json.dumps(json.loads(l)) != l for l in sys.stdin.read().splitlines()))';
  try {
    return Number(
      execFileSync('python3', ['-c', script], { input: lines.join('\n'), encoding: 'utf8', stdio: 'pipe' }),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
