import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { StateSource } from '../../src/dashboard/state-source';
import { inTempDir } from '../io/temp-dir';

const FILE = 'evaluation_v6.json';

describe('the evidence beside the state files', () => {
  it('is on the page as long as the file is there, changes its version, and is no state file', () =>
    inTempDir({}, async (dir) => {
      const source = new StateSource(dir, 1000);
      const shown = async (): Promise<readonly [string | undefined, string, readonly string[]]> => {
        const { page, version } = await source.current(0);
        const about = page.problems.filter(({ file }) => file === FILE).map(({ message }) => message);
        return [page.evidence?.sentence, version, about];
      };
      const write = (text: string): void => {
        writeFileSync(join(dir, FILE), text);
      };
      const [none, without, problems] = await shown();
      expect([none, problems]).to.deep.equal([undefined, []]);
      write(JSON.stringify({ verdict: { bps: { total: 'helped', sentence: 'It helped.' } } }));
      const [sentence, version] = await shown();
      expect(sentence).to.equal('It helped.');
      expect(version).to.not.equal(without);
      write('{"verdict": ');
      const [broken, , [message]] = await shown();
      expect(broken).to.equal(undefined);
      expect(message).to.contain(FILE).and.to.contain('Run intel evaluate again');
      write('[1]');
      expect((await shown())[2][0]).to.contain('not an evaluation');
      rmSync(join(dir, FILE));
      expect(await shown()).to.deep.equal([undefined, without, []]);
    }));
});
