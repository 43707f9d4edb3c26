import type {
  AdviceFrame,
  AdviceRecord,
  SymbolAdvice,
} from '../../../../operators/evidence/walk/advice-frame';

const NO_RECORD: AdviceRecord = {
  ...{ count: 0, known_r: 0, avg_return: null, avg_r: null, std_r: null },
  ...{ shrunk_r: 0, drawdown_aware_r: 0, edge: 0.42 },
};

/** The advice for a symbol with this base, and what its record says besides nothing. */
export function adviceMade(
  base: number,
  weight: number,
  record: Partial<AdviceRecord> = {},
  maxNav = base,
): SymbolAdvice {
  return { base, weight, maxNav, reason: 'score', score: 0.5, record: { ...NO_RECORD, ...record } };
}

export function frameMade(symbols: Readonly<Record<string, SymbolAdvice>>, k = 1): AdviceFrame {
  return { asOf: 0, mode: 'normal', modeReasons: [], k, symbols: new Map(Object.entries(symbols)) };
}
