import { evaluate } from '../../../../pipelines/evaluate/evaluate';
import type { EvidenceSummary } from '../../../../src/dashboard/model/evidence';
import { evidenceSummary } from '../../../../src/dashboard/sections/evidence-summary';
import { loadDesk } from '../../../../src/io/config/load-desk';
import { SAMPLE } from '../states';

/** What the page shows of `intel evaluate` on the bundled history. */
export async function judgedSample(now: number): Promise<EvidenceSummary> {
  const { desk } = await loadDesk(SAMPLE.config);
  if (desk === undefined) throw new Error('the bundled config has errors');
  const { file } = await evaluate({ logs: SAMPLE.logs, desk, now, delayMs: 60_000, received: 'written' });
  return evidenceSummary({ ...file });
}

/** What it shows of a history without a trade. */
export const NOTHING_JUDGED: EvidenceSummary = {
  as_of: null,
  trades: 0,
  is_enough: false,
  sentence:
    'There is not enough to judge the advice by: 0 trades, 0 days; it takes 30 trades and 10 days with trades.',
  curve: { ts_ms: [], traded: [], advised: [], lo: [], hi: [] },
  claims: { n: 0, brier: null, bins: [] },
  symbols: [],
};
