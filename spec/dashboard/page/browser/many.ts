import type { PageModel } from '../../../../src/dashboard/model/page-model';

/** A model of `n` symbols: those of another, over and over, under names of their own. */
export function many(model: PageModel, n: number): PageModel {
  const { symbols } = model;
  return {
    ...model,
    symbols: Array.from({ length: n }, (_, i) => {
      const row = symbols[i % symbols.length];
      if (row === undefined) throw new Error('a model without symbols cannot be multiplied');
      return { ...row, symbol: `C${String(i).padStart(3, '0')}USDT`, rank: i + 1 };
    }),
  };
}
