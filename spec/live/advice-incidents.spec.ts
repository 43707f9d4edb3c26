import { expect } from 'chai';
import type { Incident } from '../../src/io/publish/incidents';
import { Drive, inMemoryDir } from './drive';

const START = Date.UTC(2026, 0, 20, 9);

const modes = (incidents: readonly Incident[]): readonly (readonly [unknown, unknown])[] =>
  incidents.filter(({ code }) => code === 'risk_mode').map(({ facts }) => [facts?.from, facts?.to]);

describe('a live whose risk mode moves', () => {
  it('reports each change once, also across crashes and a start in between', () =>
    inMemoryDir(async (dir) => {
      const drive = new Drive(dir, { tick: '5s', lateness: '2s', peak_span: '1m' }, START);
      // A fall to 88 % of the peak and back, one percent at a time, with crashes on the way.
      const path = [1, 1, 1, ...[...Array(13).keys()].map((n) => 1 - n / 100)];
      let now = START;
      for (const [n, share] of [...path, ...path.toReversed()].entries()) {
        now += 30_000;
        drive.snapshot('nav.json', { equity: 100_000 * share, updated_ts: (now - 1000) / 1000 });
        for (const ms of [0, 8000]) await drive.lookAt(now + ms);
        // The next equity is the first thing that the next life sees.
        if (n % 2 === 0) drive.crash();
      }
      await drive.close();
      const told = modes(drive.incidents);
      // At first the drawdown is not known.
      expect(told).to.deep.equal([
        ['cautious', 'normal'],
        ['normal', 'cautious'],
        ['cautious', 'defensive'],
        ['defensive', 'cautious'],
        ['cautious', 'normal'],
      ]);
    }));
});
