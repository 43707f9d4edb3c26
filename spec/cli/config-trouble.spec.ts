import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ALLOCATION, at, fileAt, onDesk, replayAt } from './desk';
import { intel, type Run } from './intel';

/** Runs replay, trades and probe on a desk; none of them may write. */
async function refusals(files: Readonly<Record<string, string | undefined>>): Promise<readonly Run[]> {
  return onDesk(files, async (dir) => {
    const runs = [
      await intel(replayAt(dir)),
      await intel(['trades', ...at(dir, 'logs', 'config')]),
      await intel(['probe', ...at(dir, 'config'), '--state', join(dir, 'logs', 'state')]),
    ];
    expect(existsSync(join(dir, 'out'))).to.equal(false);
    expect(existsSync(join(dir, 'logs', 'state', ALLOCATION))).to.equal(false);
    return runs;
  });
}

describe('a required config', () => {
  for (const name of ['risk_limits.json', 'pairs_universe.json']) {
    it(`${name} that is missing ends every command before it writes, and is named`, async () => {
      for (const { code, out, err } of await refusals({ [`config/${name}`]: undefined })) {
        expect({ code, out }).to.deep.equal({ code: 1, out: '' });
        expect(err).to.contain(name).and.contain('missing');
      }
    });

    it(`${name} that cannot be parsed is named with line and column`, async () => {
      for (const { code, out, err } of await refusals({ [`config/${name}`]: '{\n  "a": 1,\n  oops\n}' })) {
        expect({ code, out }).to.deep.equal({ code: 1, out: '' });
        expect(err).to.match(new RegExp(`${name}:3:3\\b`));
      }
    });
  }

  it('says everything at once: both files, and the settings', async () => {
    const [run] = await refusals({
      'config/risk_limits.json': '{',
      'config/pairs_universe.json': '{"universe": 5}',
      'config/execution_intel.json': '{"horizn": "30d"}',
    });
    expect(run?.err)
      .to.match(/risk_limits\.json:1:2/)
      .and.match(/pairs_universe\.json:1:14/);
    expect(run?.err).to.contain('horizn').and.contain('did you mean "horizon"');
    expect(run?.err).to.contain('nothing was written');
  });
});

describe('an optional config', () => {
  it('that cannot be parsed is named and left out, and the rest is computed', async () => {
    const files = { 'config/strategy_registry.json': '{\n oops', 'config/strategy_config.json': '[' };
    await onDesk(files, async (dir) => {
      const { code, err } = await intel(replayAt(dir));
      expect(code, err).to.equal(0);
      expect(err)
        .to.match(/strategy_registry\.json:2:2/)
        .and.match(/strategy_config\.json:1:\d/);
      expect(err).to.contain('left out');
      const warnings = fileAt(join(dir, 'out', ALLOCATION), 'metadata', 'warnings');
      expect(warnings).to.include.members(['strategy_config_unusable', 'strategy_registry_unusable']);
      expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.equal(40);
    });
  });

  it('that is missing is nothing to speak of', async () => {
    await onDesk({}, async (dir) => {
      const { err } = await intel(replayAt(dir));
      expect(err).to.not.contain('warning');
    });
  });
});
