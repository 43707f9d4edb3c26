import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import type { PageModel } from '../../../../src/dashboard/model/page-model';
import { comparePanel } from '../../../../src/dashboard/page/compare/compare-panel';
import { differencesOf } from '../../../../src/dashboard/page/compare/differences';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import { SAMPLE_MS, sampleDocuments, SOON } from '../../states';

interface Symbol {
  readonly symbol: string;
  readonly weight: number;
  readonly reason: string;
  readonly parts: Readonly<Record<string, number>>;
  readonly avg_r: number;
  readonly quality: string;
}

const A: Symbol = {
  symbol: 'A',
  weight: 0.1,
  reason: 'score',
  parts: { edge: 0.3, tail: 0.1 },
  avg_r: 0.2,
  quality: 'ok',
};

function at(day: string, risk_mode: string, ...symbols: readonly Symbol[]): PageModel {
  const as_of = `${day}T00:00:00.000Z`;
  const scoreOf = ({ parts }: Symbol): number => Object.values(parts).reduce((sum, part) => sum + part, 0);
  return pageModel(
    {
      expectancy: {
        as_of,
        symbols: Object.fromEntries(symbols.map(({ symbol, avg_r }) => [symbol, { count: 5, avg_r }])),
      },
      scores: {
        as_of,
        account: { risk_mode, reasons: ['equity_unknown'] },
        symbols: symbols.map((row) => ({
          symbol: row.symbol,
          score: scoreOf(row),
          contributions: row.parts,
        })),
      },
      suggestions: {
        as_of,
        symbols: symbols.map(({ symbol, quality }) => ({ symbol, quality, metrics: {} })),
      },
      allocation: {
        as_of,
        global: { total_weight: 0.1 },
        symbols: symbols.map(({ symbol, weight, reason }) => ({ symbol, suggested_weight: weight, reason })),
      },
    },
    SOON,
  );
}

describe('the differences of two moments', () => {
  it('name what moved: parts of the score, R a trade and the router, and only those', () => {
    const after: Symbol = {
      ...A,
      weight: 0,
      reason: 'edge_below_min',
      parts: { edge: 0.1, tail: 0.15 },
      avg_r: -0.1,
      quality: 'broken',
    };
    const [found, ...others] = differencesOf(
      at('2026-01-01', 'normal', A),
      at('2026-01-02', 'normal', after),
    );
    expect(others).to.deep.equal([]);
    expect(found?.weightChange).to.equal(-0.1);
    expect(found?.why).to.deep.equal([
      'edge −0.200 of the score',
      'tail +0.050 of the score',
      'R a trade −0.30',
      'router ok → broken',
    ]);
  });

  it('have the largest move of weight first, and none of what stayed', () => {
    const rows = ['A', 'B', 'C'].map((symbol) => ({ ...A, symbol }));
    const moved = rows.map((row, i) => ({ ...row, weight: row.weight + ([0.01, 0, -0.05][i] ?? 0) }));
    const names = differencesOf(at('2026-01-01', 'normal', ...rows), at('2026-01-02', 'normal', ...moved));
    expect(names.map(({ symbol }) => symbol)).to.deep.equal(['C', 'A']);
  });

  it('hold a symbol that came or went against nothing', () => {
    const found = differencesOf(at('2026-01-01', 'normal'), at('2026-01-02', 'normal', A));
    expect(found.map(({ before, after }) => [before, after?.symbol])).to.deep.equal([[undefined, 'A']]);
  });
});

describe('the comparison of two moments', () => {
  const early = at('2026-01-01', 'cautious', A);
  const late = at('2026-01-02', 'normal', { ...A, weight: 0.05, reason: 'mode' });

  it('has the earlier first, whichever is shown', () => {
    for (const [shown, other] of [
      [early, late],
      [late, early],
    ] as const) {
      const text = nodeText(comparePanel(shown, other, undefined, true));
      expect(text).to.contain(
        'From 2026-01-01 00:00:00 to 2026-01-02 00:00:00 UTC: risk mode cautious → normal',
      );
      expect(text).to.contain('A10.00 % → 5.00 %').and.to.contain('by score → risk mode');
    }
  });

  it('is one line where nothing changed', async () => {
    const page = pageModel(await sampleDocuments(), SOON);
    expect(nodeText(comparePanel(page, page, undefined, true))).to.match(
      /^What changedFrom .* no weight, score or reason changed\.$/,
    );
    expect(page.header.as_of_ms).to.equal(SAMPLE_MS);
  });
});
