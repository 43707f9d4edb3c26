import type { AllocationFile } from '../../operators/allocate/allocation-file';
import type { StateFiles } from '../../operators/files/state-files';
import type { Incidents } from '../../src/io/publish/incidents';
import { reasonWords } from '../../src/model/fund/reason-words';

/** The files that a person should hear of; undefined where none was published. */
export type AdviceFiles = Readonly<Partial<Pick<StateFiles, 'scores' | 'allocation'>>>;

const MOST_NAMED = 20;

/** Reports what a person should hear of the advice: another risk mode, and weights that fell to 0. */
export class AdviceWatch {
  private mode: string | undefined;
  private weights: ReadonlyMap<string, number>;

  /** `last` is what was published before: what it says already is not reported again. */
  constructor(
    private readonly incidents: Pick<Incidents, 'note'>,
    { scores, allocation }: AdviceFiles = {},
  ) {
    this.mode = scores?.account.risk_mode;
    this.weights = weightsOf(allocation);
  }

  /** Takes what has now been published of a frame. */
  take(published: AdviceFiles): void {
    const { scores, allocation } = published;
    if (scores !== undefined) this.takeMode(scores);
    if (allocation !== undefined) this.takeWeights(allocation);
  }

  private takeMode({ account }: StateFiles['scores']): void {
    const [from, to] = [this.mode, account.risk_mode];
    this.mode = to;
    if (from === undefined || from === to) return;
    const { drawdown_pct: drawdown, reasons } = account;
    const why = [
      drawdown === null ? 'drawdown unknown' : `drawdown ${drawdown.toFixed(2)} %`,
      ...reasons.map(reasonWords),
    ];
    this.incidents.note('warn', 'risk_mode', `the risk mode is ${to}, it was ${from}: ${why.join('; ')}`, {
      from,
      to,
    });
  }

  private takeWeights(allocation: AllocationFile): void {
    const fallen = allocation.symbols.filter(
      ({ symbol, suggested_weight }) => suggested_weight === 0 && (this.weights.get(symbol) ?? 0) > 0,
    );
    this.weights = weightsOf(allocation);
    if (fallen.length === 0) return;
    const named = fallen.slice(0, MOST_NAMED);
    const words = named.map(({ symbol, reason }) => `${symbol} (${reasonWords(reason)})`).join(', ');
    const more = fallen.length > MOST_NAMED ? ` and ${String(fallen.length - MOST_NAMED)} more` : '';
    this.incidents.note('warn', 'weight_zero', `the suggested weight is 0 now: ${words}${more}`, {
      symbols: named.map(({ symbol }) => symbol),
    });
  }
}

function weightsOf(allocation: AllocationFile | undefined): ReadonlyMap<string, number> {
  return new Map(allocation?.symbols.map(({ symbol, suggested_weight }) => [symbol, suggested_weight]));
}
