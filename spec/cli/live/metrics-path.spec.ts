import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { metricsPath } from '../../../src/cli/live/metrics-path';
import { inTempDir } from '../../io/temp-dir';

/** Why a path is refused; its directories are out/ and logs/ below `dir`, and later/, which is not there yet. */
async function refusal(dir: string, path: string): Promise<string> {
  const places = {
    '--out': join(dir, 'out'),
    '--logs': join(dir, 'logs'),
    '--journal': join(dir, 'later', 'j'),
  };
  return metricsPath(path, places).then(
    (found) => `took ${found}`,
    (error: unknown) => String(error),
  );
}

describe('the path of --metrics-file', () => {
  it('is a file that ends with .prom in a directory that is there, and no directory of ours', () =>
    inTempDir({ 'text/old.prom': 'x', 'out/history/x': '', 'logs/x': '', 'output/x': '' }, async (dir) => {
      for (const name of ['text/intel.prom', 'text/old.prom', 'output/a.prom'])
        expect(await refusal(dir, `${dir}/${name}`)).to.equal(`took ${join(dir, name)}`);
      mkdirSync(join(dir, 'text', 'd.prom'));
      mkdirSync(join(dir, 'later', 'j'), { recursive: true });
      symlinkSync(join(dir, 'out'), join(dir, 'way'));
      writeFileSync(join(dir, 'elsewhere'), '');
      symlinkSync(join(dir, 'elsewhere'), join(dir, 'text', 'link.prom'));
      for (const [name, why] of [
        ['text/intel.json', 'ends with .prom'],
        ['text/.prom', 'ends with .prom'],
        ['none/a.prom', 'its directory is not there'],
        ['text/old.prom/a.prom', 'a part of the path is a file'],
        ['text/d.prom', 'is no file'],
        ['text/link.prom', 'is no file'],
        ['out/a.prom', 'lies in --out'],
        ['out/history/a.prom', 'lies in --out'],
        ['text/../out/a.prom', 'lies in --out'],
        ['way/a.prom', 'lies in --out'],
        ['logs/a.prom', 'lies in --logs'],
        ['later/j/a.prom', 'lies in --journal'],
      ] as const) {
        const told = await refusal(dir, `${dir}/${name}`);
        expect(told, name).to.contain(why).and.contain(name);
      }
    }));
});
