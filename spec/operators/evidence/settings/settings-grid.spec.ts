import { expect } from 'chai';
import { settingsGrid } from '../../../../operators/evidence/settings/settings-grid';
import { settingProblems, settingsFrom } from '../../../../src/model/fund/settings';

describe('settingsGrid', () => {
  it('holds the desk’s own settings first, then each other value once', () => {
    const grid = settingsGrid(settingsFrom());
    expect(grid.map(({ name }) => name)).to.deep.equal([
      'default',
      ...['kappa 5', 'kappa 10', 'kappa 40', 'kappa 80', 'lambda 0', 'lambda 0.25', 'lambda 1'],
      ...['hurdle_r 0', 'hurdle_r 0.1', 'hurdle_r 0.2'],
      ...['lo 0.35 hi 0.65', 'lo 0.4 hi 0.6', 'lo 0.45 hi 0.65', 'lo 0.5 hi 0.8', 'lo 0.25 hi 0.75'],
      ...['edge_min 0', 'edge_min 0.1', 'edge_min 0.4', 'edge_min 0.5'],
      ...['phi_min 0', 'phi_min 0.1', 'phi_min 0.25', 'quality_factors 1'],
      ...['trusted_trades 10', 'trusted_trades 40'],
      ...['window 24h', 'window 3d', 'window 7d', 'window 30d', 'window last_200'],
      ...['fallback_risk_bps 50', 'fallback_risk_bps 200', 'bold', 'wary'],
    ]);
    expect(new Set(grid.map(({ settings }) => JSON.stringify(settings))).size).to.equal(grid.length);
    for (const { name, settings } of grid) expect(settingProblems(settings), name).to.deep.equal([]);
  });

  it('leaves out what the desk already has; what it changed is tried as it was', () => {
    const names = settingsGrid(settingsFrom({ expectancy: { kappa: 40 }, windows: ['7d', '14d'] })).map(
      ({ name }) => name,
    );
    expect(names).to.not.include.members(['kappa 40']);
    expect(names).to.not.include('window 7d');
    expect(names).to.include('kappa 80');
  });

  it('leaves out a window that the horizon does not hold', () => {
    const names = settingsGrid(settingsFrom({ windows: ['14d', '7d'], horizon: '14d' })).map(
      ({ name }) => name,
    );
    expect(names).to.include('window 7d');
    expect(names).to.not.include('window 30d');
  });
});
