import { expect } from 'chai';
import { settingsGrid } from '../../../operators/evidence/settings/settings-grid';
import { SettingSizes } from '../../../pipelines/evaluate/setting-sizes';
import { runsOf } from '../../campaign';
import { judged, onSimulated } from './simulated-logs';

describe('SettingSizes', function () {
  this.timeout(300_000);

  it('gives each setting the sizes that the walk gives a desk with these settings', async () => {
    await onSimulated({ seed: 8, days: 14 }, async (dir, desk) => {
      const grid = settingsGrid(desk.settings);
      const every = Math.ceil(grid.length / runsOf('settings'));
      const sizes = new SettingSizes(desk, grid);
      const own = await judged(dir, desk, { sizes });
      const columns = sizes.columns(own.trades);
      const isKnown = own.trades.map(({ trade }) => trade.r !== undefined);
      let others = 0;
      for (const [s, { name, settings }] of grid.entries()) {
        if (s % every !== 0) continue;
        const alone = await judged(dir, { ...desk, settings });
        const sizes = alone.trades.flatMap(({ multiples }, i) =>
          isKnown[i] === true ? [multiples['weights']] : [],
        );
        expect(Array.from(columns.multiples[s] ?? []), name).to.deep.equal(sizes);
        if (String(sizes) !== String(Array.from(columns.multiples[0] ?? []))) others++;
      }
      expect(columns.names).to.deep.equal(grid.map(({ name }) => name));
      expect(others).to.be.above(1);
    });
  });
});
