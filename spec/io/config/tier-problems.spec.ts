import { expect } from 'chai';
import { linesOf, load } from './config-dir';

const universe = (tier: string) => `{"universe": [{"symbol": "A", "tier": ${tier}}]}`;
const tiers = (...names: readonly string[]) =>
  JSON.stringify({ global: { tiers: Object.fromEntries(names.map((name) => [name, {}])) } });

describe('the tiers of a universe', () => {
  it('one that no config defines is an error, with the nearest name', async () => {
    const loaded = await load({
      'risk_limits.json': tiers('CORE', 'ALT-EXT'),
      'pairs_universe.json': universe('"ALT_EXTT"'),
    });
    expect(loaded.desk).to.equal(undefined);
    expect(linesOf(loaded)).to.deep.equal([
      'error pairs_universe.json:1:39 /universe/0/tier: found "ALT_EXTT"; is not a tier of risk_limits.json (did you mean "ALT-EXT"?); defined: CORE, ALT-EXT',
    ]);
    const far = await load({ 'risk_limits.json': tiers('CORE'), 'pairs_universe.json': universe('"X"') });
    expect(linesOf(far)[0]).to.contain('is not a tier of risk_limits.json; defined: CORE');
  });

  it('one that is spelt otherwise is defined, and so is none', async () => {
    for (const tier of ['"alt_ext"', '"Alt Ext"', '"ALT-EXT"', 'null', '""']) {
      const loaded = await load({
        'risk_limits.json': tiers('ALT-EXT'),
        'pairs_universe.json': universe(tier),
      });
      expect(linesOf(loaded), tier).to.deep.equal([]);
    }
  });

  it('where no tier is defined they limit nothing, which is a warning', async () => {
    const loaded = await load({ 'risk_limits.json': '{}', 'pairs_universe.json': universe('"CORE"') });
    expect(loaded.desk).to.not.equal(undefined);
    expect(linesOf(loaded)).to.have.length(1);
    expect(linesOf(loaded)[0]).to.match(/^warning .*"CORE"; is not a tier of risk_limits\.json$/);
  });

  it('of limits that are no JSON are not judged: that these are none is all there is to say', async () => {
    const loaded = await load({ 'risk_limits.json': '{,', 'pairs_universe.json': universe('"CORE"') });
    expect(linesOf(loaded)).to.not.have.length(0);
    for (const line of linesOf(loaded)) expect(line).to.match(/^error risk_limits\.json:1:/);
  });

  it('two that are spelt alike are a warning', async () => {
    const loaded = await load({
      'risk_limits.json': tiers('A-B', 'a b'),
      'pairs_universe.json': universe('"A_B"'),
    });
    expect(linesOf(loaded)).to.have.length(1);
    expect(linesOf(loaded)[0]).to.match(/^warning .*is spelt like "A-B"/);
  });
});
