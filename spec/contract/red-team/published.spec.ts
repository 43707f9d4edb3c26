import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import type { AllocationFile, AllocationRow } from '../../../operators/allocate/allocation-file';
import type { EvaluationFile } from '../../../operators/evidence/evaluation/evaluation-file';
import { publishedAdvice } from '../../../pipelines/evaluate/published-advice';
import { replay } from '../../../pipelines/replay/replay';
import { deskOf } from '../replayed';
import { HOUR } from '../scenario';
import { evaluatedIn, noise, NOW, onMade, written } from './made-history';

type Change = (row: AllocationRow, asOf: number) => AllocationRow;

/** A history of advice that another program has written, or rewritten. */
describe('intel evaluate does not believe a history that was written after the fact', function () {
  this.timeout(120_000);

  const trades = noise(2, 40);
  const EVERY = 8 * HOUR;
  const UNCONFIRMED = 'The advice that these logs give for the same trades does not show this';
  /** What is said of each of these changes of one history that a replay published. */
  async function judged(changes: readonly Change[]): Promise<readonly (EvaluationFile | Error)[]> {
    return onMade({ rows: written(trades) }, async (dir) => {
      const [desk, out] = [await deskOf(dir), join(dir, 'out')];
      await replay({ logs: join(dir, 'logs'), desk, out, everyMs: EVERY, now: NOW });
      const path = join(out, 'history/risk_allocation_suggestions_v6.jsonl');
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      const told: (EvaluationFile | Error)[] = [];
      for (const change of changes) {
        await writeFile(path, lines.map((line) => rewritten(line, change)).join(''));
        const published = publishedAdvice(out, desk);
        told.push(
          await published
            .then((advice) => evaluatedIn(dir, { published: advice }))
            .catch((error: unknown) => new Error(String(error))),
        );
      }
      return told;
    });
  }

  const withBase = (row: AllocationRow, base: number): AllocationRow => ({
    ...row,
    explanation: { ...row.explanation, weight: { ...row.explanation.weight, base } },
  });

  if (runsOf('redTeam') > 0)
    it('sizes that know what was to come are praised, and not confirmed; what replay published is confirmed', async () => {
      const earned = (symbol: string, asOf: number): number =>
        trades
          .filter((trade) => trade.symbol === symbol && trade.openTs > asOf && trade.openTs <= asOf + EVERY)
          .reduce((sum, { r }) => sum + r, 0);
      const [forged, kept] = await judged([
        (row, asOf) => ({ ...row, suggested_weight: earned(row.symbol, asOf) > 0 ? 0.25 : 0 }),
        (row) => row,
      ]);
      if (forged === undefined || kept === undefined || forged instanceof Error || kept instanceof Error)
        throw new Error('refused');
      expect(forged.verdict.bps).to.include({ total: 'helped', selection: 'skill' });
      for (const unit of ['usd', 'r', 'bps'] as const)
        expect(forged.verdict[unit].sentence).to.contain(UNCONFIRMED);
      expect(forged.metadata.warnings).to.include('published_unconfirmed');
      expect(kept.verdict.bps).to.include({ total: 'not_shown', selection: 'not_shown' });
      expect(kept.verdict.bps.sentence).to.not.contain(UNCONFIRMED);
      expect(kept.metadata.warnings).to.deep.equal([]);
    });

  it('sizes beyond the caps are refused, with their place', async () => {
    const cases: readonly (readonly [Change, RegExp])[] = [
      [
        (row) => withBase(row, 1e-6),
        /the weight of [A-D]USDT is 0\.\d+; allowed: at most its base, 0\.000001/,
      ],
      [
        (row) => ({ ...row, suggested_weight: 0.26 }),
        /the weight of [A-D]USDT is 0\.26; allowed: at most its base/,
      ],
      [(row) => ({ ...row, suggested_weight: 5 }), /entry 1: symbols\.0\.suggested_weight: found 5; /],
      [(row) => ({ ...row, suggested_weight: -1 }), /entry 1: symbols\.0\.suggested_weight: found -1; /],
    ];
    const refused = await judged(cases.map(([change]) => change));
    for (const [i, [, told]] of cases.entries()) {
      const error = refused[i];
      expect(error instanceof Error ? error.message : 'taken').to.match(told);
    }
  });
});

function rewritten(line: string, change: Change): string {
  // As replay has just written it.
  const file = JSON.parse(line) as AllocationFile;
  const symbols = file.symbols.map((row) => change(row, Date.parse(file.as_of)));
  return `${JSON.stringify({ ...file, symbols })}\n`;
}
