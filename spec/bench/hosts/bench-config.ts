import { configOf } from '../../io/log/log-made';

/** The config of a fund with the windows of the settings' defaults. */
export const BENCH_CONFIG = configOf({
  tick: '5m',
  lateness: '2s',
  windows: ['1d', '7d', '30d'],
  horizon: '30d',
});
