import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { inTempDir } from '../io/temp-dir';
import { DEPLOY, deployed, pathOf, swapped } from './deployed';

const UNITS = readdirSync(join(DEPLOY, 'systemd'));

/** What systemd has to say of these units; nothing where they are sound. */
function verdict(units: Readonly<Record<string, string>>): Promise<string> {
  return inTempDir({}, (dir) => {
    const paths = Object.entries(units).map(([name, text]) => {
      writeFileSync(join(dir, name), swapped(text, [['/usr/bin/node', process.execPath]]));
      return join(dir, name);
    });
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', ...paths], {
      encoding: 'utf8',
    });
    return `${stdout}${stderr}${status === 0 ? '' : `exit code ${status}`}`;
  });
}

describe('the units for systemd', () => {
  if (pathOf('systemd-analyze') === undefined) {
    it('need systemd-analyze');
    return;
  }

  it('are sound', async () => {
    const units = Object.fromEntries(UNITS.map((name) => [name, deployed(`systemd/${name}`)]));
    expect(Object.keys(units)).to.have.length(2);
    expect(await verdict(units)).to.equal('');
  });

  it('would not be with a misspelt key or a program that is not there', async () => {
    const unit = deployed('systemd/intel-live.service');
    const misspelt = await verdict({ 'a.service': unit.replace('RestartSec=', 'RestartSecs=') });
    expect(misspelt).to.contain('RestartSecs');
    expect(
      await verdict({ 'a.service': unit.replace('/usr/bin/node ', '/usr/bin/node-not-there ') }),
    ).to.not.equal('');
  });
});
