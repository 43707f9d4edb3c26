import { expect } from 'chai';
import { caseIt, checkOf, describeCases, outcomeOfCase } from './case';
import { numberAt, tradesIn, valueAt, type Outcome } from './outcome';

const HALF_DAY_LATER = Date.UTC(2026, 10, 1, 12);
const DAYS_LATER = Date.UTC(2026, 10, 10);

/** The attempt id names another row a day later: the first trade still risks 1 USD. */
async function expectFirstUnchanged(name: string, at: Outcome, dir: string): Promise<void> {
  const early = await outcomeOfCase(name, HALF_DAY_LATER);
  expect(numberAt(early.group(), 'avg_r')).to.equal(-1.1);
  expect(numberAt(at.group(), 'avg_r')).to.equal((-1.1 - 0.022) / 2);
  const [first, second] = await tradesIn(dir, DAYS_LATER);
  expect(valueAt(toObject(first), 'r')).to.be.closeTo(-1.1, 1e-9);
  expect(valueAt(toObject(second), 'r')).to.be.closeTo(-0.022, 1e-9);
}

/** A trade may compute what it is asked for: only these fields are read. */
function toObject(trade: unknown): unknown {
  return typeof trade === 'object' && trade !== null ? { r: Reflect.get(trade, 'r') as unknown } : trade;
}

const ODD_NAMES = [
  'BTC/USDT:USDT',
  'BTCUSDT_PERP',
  'BTC-USDT-SWAP',
  'BTCUSDT.P',
  '1000PEPEUSDT',
  '币安人生USDT',
  'ＢＴＣUSDT',
  'BTC\u200bUSDT',
  'ВТСUSDT',
  'IUSDT',
  'SSUSDT',
];

describeCases('ids and names', () => {
  caseIt('05a', 'an attempt id used again a day later changes nothing in the past', (at, dir) =>
    expectFirstUnchanged('05a', at, dir),
  );

  caseIt('05b', 'nor does it at a later as-of', (at, dir) => expectFirstUnchanged('05b', at, dir));

  caseIt('61a', 'a close whose attempt names no row joins by its intent', (at) => {
    expect(numberAt(at.groups('regimes'), 'maker|low', 'count')).to.equal(3);
    // The notional of the row, 100, at a risk of one per cent.
    expect(numberAt(at.group(), 'avg_r')).to.equal(0.9);
  });

  caseIt('06a', 'spellings are kept apart, and check names the nearest known one', async (at, dir) => {
    const symbols = at.groups('symbols');
    expect(Object.keys(symbols)).to.have.members(['BTCUSDT', ...ODD_NAMES]);
    expect(numberAt(symbols, 'BTCUSDT', 'count')).to.equal(2);
    for (const name of ODD_NAMES) expect(numberAt(symbols, name, 'count'), name).to.equal(1);
    const told = await checkOf(dir);
    for (const name of ['BTC/USDT:USDT', 'BTCUSDT_PERP', 'BTC-USDT-SWAP', 'BTCUSDT.P', '1000PEPEUSDT'])
      expect(told, name).to.include(name);
    const line = told.split('\n').find((candidate) => candidate.includes('BTCUSDT.P'));
    expect(line?.replaceAll('BTCUSDT.P', '')).to.include('BTCUSDT');
  });
});
