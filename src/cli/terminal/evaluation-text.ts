import type { EvaluationFile } from '../../../operators/evidence/evaluation/evaluation-file';
import type { PolicyReport } from '../../../operators/evidence/evaluation/policy-report';
import type { Inference } from '../../../operators/evidence/statistics/inference';
import { warningText } from '../../model/warnings';
import { colors, decimal, percent, textTable } from './print';
import { visible } from '../../model/values/visible';
import { settingsText } from './settings-text';

// A p that shows something.
const SHOWN = 0.05;

/** What a desk reads: the sentence, the policies, the symbols, our own calibration, the router. In bps a trade. */
export function evaluationText(file: EvaluationFile): string {
  return [
    colors.bold(visible(file.verdict.bps.sentence)),
    '',
    policyTable(file),
    '',
    symbolTable(file),
    '',
    ...countLines(file),
    calibrationLine(file),
    routerLine(file),
    ...warningLines(file),
    ...(file.settings_study === undefined ? [] : ['', settingsText(file.settings_study)]),
  ].join('\n');
}

function policyTable({ policies }: EvaluationFile): string {
  const columns = [
    { title: 'POLICY', align: 'left' },
    { title: 'SIZE', align: 'right' },
    { title: 'TOTAL bps', align: 'right' },
    { title: 'EXPOSURE', align: 'right' },
    { title: 'CHOOSING at equal size', align: 'right' },
    { title: 'NET USD', align: 'right' },
    { title: 'MAX DD', align: 'right' },
    { title: 'SHARPE/DAY', align: 'right' },
  ] as const;
  return textTable(
    columns,
    Object.entries(policies).map(([policy, report]) => policyCells(policy, report)),
  );
}

function policyCells(policy: string, { bps, utility }: PolicyReport): readonly string[] {
  return [
    policy,
    percent(bps.mean_m, 1),
    inferred(bps.inference.total),
    signed(bps.exposure),
    inferred(bps.inference.per_unit),
    decimal(utility.net_usd, 2),
    decimal(utility.max_drawdown_usd, 2),
    decimal(utility.sharpe_day, 3),
  ];
}

// "+13.3 (+6.8 to +19.8)".
function inferred(inference: Inference | null): string {
  if (inference === null) return '–';
  const { value, lo, hi } = inference;
  return lo === null || hi === null ? signed(value) : `${signed(value)} (${signed(lo)} to ${signed(hi)})`;
}

function signed(value: number | null): string {
  return value === null ? '–' : `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
}

function symbolTable({ contributions }: EvaluationFile): string {
  const columns = [
    { title: 'SYMBOL', align: 'left' },
    { title: 'TRADES', align: 'right' },
    { title: 'SIZE', align: 'right' },
    { title: 'GAIN USD', align: 'right' },
    { title: 'EXPOSURE USD', align: 'right' },
    { title: 'CHOOSING USD', align: 'right' },
    { title: 'GAIN p', align: 'right' },
  ] as const;
  const rows = Object.entries(contributions.symbols.usd).map(
    ([symbol, { n, mean_m, gain, exposure, selection, p_holm }]) => [
      symbol,
      String(n),
      percent(mean_m, 1),
      decimal(gain, 2),
      decimal(exposure, 2),
      decimal(selection, 2),
      decimal(p_holm, 3),
    ],
  );
  return textTable(columns, rows);
}

function countLines({
  eligible,
  left_as_traded,
  entry_sources,
  permutation,
}: EvaluationFile): readonly string[] {
  const left = Object.entries(left_as_traded).map(
    ([reason, { n, net_usd }]) => `${n} ${reason} (net ${net_usd.toFixed(2)} USD)`,
  );
  const entries = Object.entries(entry_sources).map(([source, n]) => `${n} by ${source}`);
  const { p, smallest_possible_p } = permutation.bps;
  return [
    `${eligible} trades judged${left.length === 0 ? '' : `; left as traded: ${left.join(', ')}`}`,
    ...(entries.length === 0 ? [] : [`entry times: ${entries.join(', ')}`]),
    ...(p === null
      ? []
      : [
          `the same sizes given to other symbols do as well with p ${p.toFixed(4)} (the least possible: ${smallest_possible_p.toFixed(4)}${smallest_possible_p > SHOWN ? ': so few symbols can show nothing' : ''})`,
        ]),
  ];
}

function warningLines({ metadata }: EvaluationFile): readonly string[] {
  return metadata.warnings.map((code) => {
    const text = warningText(code);
    return `warning: ${code}${text === undefined ? '' : `: ${text.meaning}; ${text.remedy}`}`;
  });
}

function calibrationLine({ calibration: { edge, p_dd, intervals } }: EvaluationFile): string {
  if (edge.n === 0) return 'edge: no claim was answered yet';
  const prediction = intervals.prediction.share;
  return [
    `edge: ${edge.n} claims, Brier ${brierText(edge.brier)}, base rate ${decimal(edge.base_rate, 3)}`,
    `p_dd: Brier ${brierText(p_dd.brier)} (always ½: .250)`,
    `prediction intervals held in ${percent(prediction, 0)} (should be 95 %)`,
  ].join('; ');
}

function brierText(brier: number | null): string {
  return decimal(brier, 3).replace(/^0\./, '.');
}

function routerLine({ router }: EvaluationFile): string {
  const { changes, cannot_be_judged } = router;
  if (cannot_be_judged === null) {
    const shown = changes.filter((change) => change.shown === true).length;
    const predicted = changes.filter((change) => change.as_predicted === true).length;
    return `router: ${changes.length} changes of policy, ${shown} with an effect that is shown, ${predicted} as predicted`;
  }
  const why = cannot_be_judged === 'no_changes' ? 'no policy was changed' : 'no row states its cost';
  const days = Object.values(router.experiment).flatMap((size) => size.days ?? []);
  const experiment =
    days.length === 0
      ? ''
      : `; an experiment that could would take ${Math.min(...days)} to ${Math.max(...days)} days a symbol`;
  return `router: its advice cannot be judged by these logs, ${why}${experiment}`;
}
