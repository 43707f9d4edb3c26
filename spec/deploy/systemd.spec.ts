import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { EXIT } from '../../src/cli/terminal/exit';
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

/** The units of a fund with many hosts. */
const OF_HOSTS = ['intel-ship@.service', 'intel-follow.service', 'intel-mirror.service'];

describe('the units for systemd', () => {
  it('of a fund with many hosts start again after a second whatever ended them, but where a person must act', () => {
    for (const name of OF_HOSTS) {
      const unit = deployed(`systemd/${name}`);
      for (const line of [
        'Restart=always',
        'RestartSec=1',
        'RestartPreventExitStatus=1',
        'StartLimitIntervalSec=0',
      ])
        expect(unit.split('\n'), name).to.include(line);
    }
  });

  it('take a fenced ship for one that ended well', () => {
    expect(deployed('systemd/intel-ship@.service')).to.contain(`\nSuccessExitStatus=${EXIT.fenced}\n`);
  });

  if (pathOf('systemd-analyze') === undefined) {
    it('need systemd-analyze');
    return;
  }

  it('are sound', async () => {
    const units = Object.fromEntries(UNITS.map((name) => [name, deployed(`systemd/${name}`)]));
    expect(Object.keys(units)).to.have.length(5);
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
