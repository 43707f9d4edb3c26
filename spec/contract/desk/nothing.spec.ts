import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../../operators/files/state-files';
import { STATE_SCHEMAS } from '../../../operators/files/state-schemas';
import { probe } from '../../../pipelines/probe/probe';
import { schemaProblems } from '../../../src/io/config/schema/schema-problems';
import { deskOf, inTemporary, replayTexts, writeDesk } from '../replayed';
import { AS_OF, closesOf, deskAt, textsOf } from '../scenario';

/** A desk that has nothing yet, or not all of it. */
describe('a desk without', () => {
  it('any state file: the probe answers with an empty, valid allocation', async () => {
    await inTemporary(async (dir) => {
      await writeDesk(dir, textsOf({}));
      const state = join(dir, 'state');
      await mkdir(state);
      const { allocation, missing } = await probe(state, await deskOf(dir));
      expect(allocation.symbols).to.deep.equal([]);
      expect(allocation.global).to.include({
        current_equity_usd: null,
        total_weight: 0,
        risk_mode: 'cautious',
      });
      expect(schemaProblems(STATE_SCHEMAS.allocation, allocation)).to.deep.equal([]);
      for (const name of [STATE_FILES.expectancy, STATE_FILES.scores]) {
        expect(missing.join(' ')).to.contain(name);
      }
    });
  });

  it('any row: four valid files, neutral scores and probe weights', async () => {
    const files = await deskAt({});
    for (const key of ['expectancy', 'scores', 'suggestions', 'allocation'] as const) {
      expect(schemaProblems(STATE_SCHEMAS[key], files[key]), key).to.deep.equal([]);
    }
    expect(files.allocation.symbols.map((row) => row.suggested_weight)).to.deep.equal([0.0075, 0.0075]);
    const policies = files.suggestions.symbols.map(({ current_policy, proposed_policy }) => [
      current_policy,
      proposed_policy,
    ]);
    for (const [current, proposed] of policies) expect(proposed).to.deep.equal(current);
  });

  it('snapshots: cautious, equity unknown, no position weights', async () => {
    const { logs, config } = textsOf({ closes: closesOf('AUSDT', [1]) });
    const { allocation } = await replayTexts({ logs, state: {}, config }, { asOf: AS_OF, now: AS_OF });
    expect(allocation.global).to.include({ current_equity_usd: null, risk_mode: 'cautious' });
    expect(allocation.global.reasons).to.include('equity_unknown');
    expect(allocation.symbols.map((row) => row.current_weight)).to.deep.equal([null, null]);
  });

  it('a readable registry: no strategies are allocated, the rest is, and every file says so', async () => {
    const config = { 'strategy_registry.json': '{"trend": ', 'strategy_config.json': 'stops: 2' };
    const files = await deskAt({ closes: closesOf('AUSDT', [1]), config });
    expect(files.allocation.strategies).to.deep.equal([]);
    expect(files.allocation.symbols.map((row) => row.symbol)).to.have.members(['AUSDT', 'BUSDT']);
    for (const { metadata } of [files.expectancy, files.scores, files.suggestions, files.allocation]) {
      expect(metadata.warnings).to.include.members([
        'strategy_registry_unusable',
        'strategy_config_unusable',
      ]);
    }
  });
});
