import { expect } from 'chai';
import { foldOver } from '../../../operators/core/fold';
import { NO_KNOWN_NAMES } from '../../../operators/core/known-names';
import { measureExpectancy, windowFolds } from '../../../operators/expectancy/measure-expectancy';
import { measureWindow } from '../../../operators/expectancy/measure-window';
import type { JoinedChange } from '../../../operators/join/join-attempts';
import { settingsFrom, windowsOf } from '../../../src/model/fund/settings';
import { MINUTE, tradeOf } from '../made';

const settings = settingsFrom({ windows: ['5m', 'last_2'], horizon: '10m' });
const ASOF = 10 * MINUTE;

const changes = [1, 6, 8, 9].map((minutes): JoinedChange => ({
  kind: 'trade',
  trade: tradeOf(minutes, minutes * MINUTE, { id: `t${minutes}` }),
  before: undefined,
}));

describe('measureWindow', () => {
  it('measures what measureExpectancy says of that window, and joins rows in the primary one alone', () => {
    const whole = foldOver(measureExpectancy(settings), changes, ASOF);
    const measured = windowsOf(settings).map((window, i) => ({
      name: window.name,
      ...foldOver(measureWindow(window, settings, NO_KNOWN_NAMES, i === 0), changes, ASOF),
    }));
    expect(Object.fromEntries(measured.map(({ name, view }) => [name, view]))).to.deep.equal(whole.windows);
    expect(measured.map(({ view }) => view.sample_count)).to.deep.equal([3, 2]);
    expect(measured.map(({ joined }) => joined.size)).to.deep.equal([1, 0]);
    expect(measured[0]?.joined).to.deep.equal(whole.joined);
  });

  it('follows what is replaced and what is retracted', () => {
    const [primary] = windowFolds(settings, NO_KNOWN_NAMES);
    if (primary === undefined) throw new Error('no window');
    const [, six, eight] = changes;
    if (six?.kind !== 'trade' || eight?.kind !== 'trade') throw new Error('no trade');
    const other = tradeOf(-4, 8 * MINUTE, { id: 't8' });
    const later: readonly JoinedChange[] = [
      { kind: 'trade', trade: other, before: eight.trade },
      { kind: 'untrade', trade: six.trade },
    ];
    const { view } = foldOver(primary.fold, [...changes, ...later], ASOF);
    expect(view.sample_count).to.equal(2);
    expect(view.symbols['BTCUSDT']?.net_pnl_usd).to.equal(-4 + 9);
  });

  it('is one of all windows, the primary one first', () => {
    expect(windowFolds(settings, NO_KNOWN_NAMES).map(({ name }) => name)).to.deep.equal(['5m', 'last_2']);
  });
});
