import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { OwnerError, UsageError } from '../../../../src/io/files/failures';
import { failureOf } from '../../../io/failure-of';
import { ALLOCATION, file, GATES, Mirrored, mirrored, SCORES } from './mirror-made';

describe('MirrorLoop', () => {
  it('writes the bytes of each file as it comes', () =>
    mirrored(async (mirror) => {
      mirror.outlet.put(file(1));
      await mirror.look();
      expect(mirror.at()).to.equal(file(1).content);
      mirror.outlet.put(file(2, ALLOCATION));
      mirror.outlet.put(file(3));
      await mirror.look();
      expect([mirror.at(), mirror.at(ALLOCATION)]).to.deep.equal([
        file(3).content,
        file(2, ALLOCATION).content,
      ]);
      expect(mirror.told).to.deep.equal([]);
    }));

  it('never goes back in time, neither by what comes nor by what lies there from before', () =>
    mirrored(async (mirror) => {
      mirror.outlet.put(file(5));
      await mirror.look();
      mirror.outlet.put(file(4));
      await mirror.look();
      expect(mirror.at()).to.equal(file(5).content);
      await mirror.close();
      await mirror.look();
      expect(mirror.at()).to.equal(file(5).content);
      mirror.outlet.put(file(6));
      await mirror.look();
      expect(mirror.at()).to.equal(file(6).content);
    }));

  it('keeps no file whose gate is closed', () =>
    mirrored(async (mirror) => {
      mirror.gates = { ...GATES, feedbackAllocator: false };
      mirror.outlet.put(file(1, ALLOCATION));
      mirror.outlet.put(file(1));
      await mirror.look();
      expect([mirror.at(), mirror.at(ALLOCATION)]).to.deep.equal([file(1).content, undefined]);
    }));

  it('keeps a second mirror out, and stays out of the directory of a follower and of another program', () =>
    mirrored(async (mirror) => {
      await mirror.look();
      const second = new Mirrored(mirror.out);
      expect(await failureOf(second.open())).to.be.instanceOf(OwnerError);
      await mirror.close();
      for (const [name, content] of [
        ['standing.json', '{}'],
        [SCORES, '{"as_of":"2026-01-01T00:00:00Z"}'],
      ] as const) {
        writeFileSync(join(mirror.out, name), content);
        expect(await failureOf(second.open()), name).to.be.instanceOf(UsageError);
        rmSync(join(mirror.out, name));
      }
      await second.look();
      await second.close();
    }));

  it('ends with what ends the outlet', () =>
    mirrored(async (mirror) => {
      mirror.outlet.watch = async function* () {
        await setImmediate();
        yield file(1);
        throw new UsageError('shut out');
      };
      await mirror.open();
      await setImmediate();
      expect(await failureOf(mirror.look())).to.be.instanceOf(UsageError);
    }));
});
