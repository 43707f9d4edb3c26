import { expect } from 'chai';
import { lastValueFrom, of } from 'rxjs';
import { decide } from '../../../pipelines/graph/decide';
import type { MarketEvent } from '../../../src/model/event';
import { randomOf } from '../../../src/simulate/chance/random';
import { batch, close, deskOf, route } from '../made';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const EXTREMES = [
  1.7e308, -1.7e308, 9e299, -9e299, 1e200, -1e200, 1e15, -1e15, 5e-324, -5e-324, 1e-9, 1, 0, -1, 12.5,
];

/** Numbers of a size that no desk has and a hostile log may. */
describe('the graph', () => {
  it(`rows of any numbers fail no stage: seed ${SEED}`, async () => {
    const desk = deskOf({ universe: { universe: [{ symbol: 'BTCUSDT' }] } });
    const random = randomOf(SEED, 'extremes');
    const any = (): number => EXTREMES[Math.floor(random() * EXTREMES.length)] ?? 0;
    const perhaps = (): number | undefined => (random() < 0.2 ? undefined : any());
    const size = (): number => Math.abs(any()) || 1;
    const is = (): boolean => random() < 0.5;
    for (let run = 0; run < 300; run++) {
      const events = Array.from({ length: 12 }, (_, n): MarketEvent => {
        const [ts, attemptId] = [1000 * (n + 1), `a${n % 4}`];
        return is()
          ? route(`r${n}`, {
              ...{ ts, links: [attemptId], status: 'FILLED', makerStart: is(), makerFinal: is() },
              ...{ slippageBps: perhaps(), ackMs: perhaps(), feesUsd: perhaps(), notionalUsd: size() },
            })
          : close(`c${n}`, {
              ...{ ts, attemptId, realizedUsd: any(), feesUsd: perhaps(), fundingUsd: perhaps() },
              ...{ riskUsd: size(), notionalUsd: size() },
            });
      });
      const schedule = { sources: ['A'], everyMs: undefined, latenessMs: 0, asOf: undefined };
      const { files } = await lastValueFrom(decide(of(batch('A', events)), desk, schedule));
      for (const file of Object.values(files)) expect(file.kind, JSON.stringify(file)).to.equal('answered');
    }
  });
});
