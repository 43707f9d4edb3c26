import type { SettingReport, SettingsStudy } from '../../../operators/evidence/settings/settings-study';
import { decimal, percent, textTable } from './print';

/** The settings of the desk beside others: a short table, and a sentence that recommends nothing from hindsight. */
export function settingsText(study: SettingsStudy): string {
  const { best_in_hindsight: best } = study;
  const columns = [
    { title: 'SETTINGS', align: 'left' },
    { title: 'SIZE', align: 'right' },
    { title: 'NET R', align: 'right' },
    { title: 'SHARPE/DAY', align: 'right' },
    { title: 'DEFLATED', align: 'right' },
  ] as const;
  const rows = [
    cells('default: those of the desk', study.default),
    cells('nested: each week the best so far', study.nested),
    cells(`best in hindsight: ${best.setting}`, best),
  ];
  return `${textTable(columns, rows)}\n${settingsSentence(study)}`;
}

function cells(name: string, report: SettingReport): readonly string[] {
  return [
    name,
    percent(report.mean_m, 1),
    decimal(report.net_r, 2),
    decimal(report.sharpe_day, 3),
    decimal(report.dsr, 2),
  ];
}

/** What choosing settings by their past was worth, and how little the best in hindsight says. */
function settingsSentence(study: SettingsStudy): string {
  const { trades, tried, rank_of_default: rank, best_in_hindsight: best, reality_check, nested } = study;
  const gain = nested.over_default;
  if (gain === null) return 'settings: there is no trade of known R to judge them by';
  const counts = `${trades} ${trades === 1 ? 'trade' : 'trades'} of known R`;
  const isShown = gain.lo !== null && gain.hi !== null && (gain.lo > 0 || gain.hi < 0);
  const interval =
    gain.lo === null || gain.hi === null ? '' : `95 % interval ${signed(gain.lo)} to ${signed(gain.hi)}; `;
  const worth = `settings: choosing each week by the past made ${signed(gain.value)} R a trade against the default (${interval}${counts}), ${isShown ? 'which is shown' : 'which is not shown to be any difference'}`;
  const place = `the default is number ${rank} of ${tried}`;
  const p = reality_check.p;
  if (p === null) return `${worth}; ${place}, and no other makes a difference`;
  const luck = `that the best of them beats the default by this much has p ${p.toFixed(3)} by luck alone`;
  return `${worth}; ${place}, and ${best.setting === 'default' ? 'none made more' : `${best.setting} is best in hindsight only`}: ${luck}`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
}
