import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import type { OfferedFile } from '../../../../src/io/log/commit-log';
import { file, mirrored, SCORES } from './mirror-made';

describe('a mirror and its incidents', () => {
  it('leaves out what has no name of a state file, is no JSON, or is of another moment than it says', () =>
    mirrored(async (mirror) => {
      const wrong: readonly (readonly [OfferedFile, string])[] = [
        [file(1, '../../escaped.json'), '"../../escaped.json", which is left out: its name'],
        [file(1, '__proto__'), '"__proto__"'],
        [{ ...file(1), content: '{"as_of"' }, 'JSON'],
        [{ ...file(1), content: 'null' }, 'its as_of is another'],
        [{ ...file(1), asOfMs: 9_000_000_000_000 }, 'its as_of is another'],
        [{ ...file(1), asOfMs: 9e15 }, 'left out'],
      ];
      for (const [each, text] of wrong) {
        mirror.outlet.files.clear();
        mirror.outlet.put(each);
        await mirror.look();
        expect(mirror.told.at(-1), text).to.contain(text);
      }
      expect(readdirSync(mirror.out)).to.deep.equal(['.intel.lock']);
      mirror.outlet.files.clear();
      mirror.outlet.put(file(1));
      await mirror.look();
      expect(mirror.told.at(-1)).to.match(/^over outlet_file/);
      expect(mirror.at()).to.equal(file(1).content);
    }));

  it('says what the outlet holds that is not as it was put there', () =>
    mirrored(async (mirror) => {
      mirror.outlet.watch = async function* (_, onSpoilt) {
        await setImmediate();
        onSpoilt?.(SCORES);
        await setImmediate();
        yield file(1);
      };
      await mirror.look();
      await mirror.look();
      await mirror.look();
      expect(mirror.told.map((text) => text.replace(/:.*/, ''))).to.deep.equal([
        'begins outlet_file',
        'over outlet_file',
      ]);
      expect(mirror.told[0]).to.contain(`"${SCORES}", which is left out: it is not as it was put there`);
      expect(mirror.at()).to.equal(file(1).content);
    }));

  it('says that the outlet is silent, of when its last file is, and that it is not any more', () =>
    mirrored(async (mirror) => {
      mirror.outlet.put(file(7));
      await mirror.look();
      await mirror.look(59_999);
      expect(mirror.told).to.deep.equal([]);
      await mirror.look(1);
      expect(mirror.told.at(-1)).to.match(/^begins outlet_silent: .*the last of 1970-01-01T00:00:07/);
      mirror.outlet.put(file(8));
      await mirror.look();
      expect(mirror.told.at(-1)).to.match(/^over outlet_silent/);
    }));

  it('says so where nothing ever came', () =>
    mirrored(async (mirror) => {
      await mirror.look();
      await mirror.look(60_000);
      expect(mirror.told).to.have.lengthOf(1);
      expect(mirror.told[0]).to.contain('none');
    }));

  it('tries again what the disk refuses', () =>
    mirrored(async (mirror) => {
      await mirror.look();
      mkdirSync(join(mirror.out, SCORES));
      mirror.outlet.put(file(1));
      await mirror.look();
      expect(mirror.told.at(-1)).to.contain('begins publish').and.contain(SCORES);
      rmSync(join(mirror.out, SCORES), { recursive: true });
      await mirror.look();
      expect(mirror.at()).to.equal(file(1).content);
      expect(mirror.told.at(-1)).to.match(/^over publish/);
    }));
});
