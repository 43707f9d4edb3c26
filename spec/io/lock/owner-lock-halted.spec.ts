import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError } from '../../../src/io/files/failures';
import { OwnerLock } from '../../../src/io/lock/owner-lock';
import { thisSpace, type PidSpace } from '../../../src/io/lock/pid-space';
import { halt } from '../../live/chaos/halt';
import { sleep } from '../../live/chaos/live-process';
import { failureOf } from '../failure-of';
import { inTempDir } from '../temp-dir';
import { start } from './compiled';
import { age, ELSEWHERE, expectClean, isLock, LOCK, taken } from './owners';

/** Owners that are halted, on machines that cannot see each other. */

const LONG = 3_600_000;

const lockIn = (dir: string): string => join(dir, LOCK, readdirSync(join(dir, LOCK))[0] ?? '');

async function places(): Promise<readonly [here: PidSpace, there: PidSpace]> {
  const here = await thisSpace();
  return [here, { ...here, ...ELSEWHERE }];
}

describe('OwnerLock of an owner that halts', function () {
  this.timeout(120_000);

  it('is renewed by each check, by no more than the time of its file', () =>
    inTempDir({}, async (dir) => {
      const lock = await OwnerLock.take(dir, { staleMs: 100 * LONG });
      const [path, text] = [lockIn(dir), readFileSync(lockIn(dir), 'utf8')];
      age(path, 3600);
      await lock.check();
      expect(Date.now() - statSync(path).mtimeMs).to.be.below(1_800_000);
      expect(readFileSync(path, 'utf8')).to.equal(text);
      expectClean(dir);
    }));

  it('is lost once no heartbeat came for half the time after which others take it, though nobody has', () =>
    inTempDir({}, async (dir) => {
      const lock = await OwnerLock.take(dir, { staleMs: 20 });
      await sleep(50);
      const { mtimeMs } = statSync(lockIn(dir));
      await lock.check().catch(() => undefined);
      const [path, renewed] = [lockIn(dir), statSync(lockIn(dir)).mtimeMs];
      expect(renewed).to.be.above(mtimeMs);
      for (let n = 0; n < 2; n++) {
        const lost = await failureOf(lock.check());
        expect(lost).to.be.instanceOf(OwnerError);
        expect(String(lost)).to.contain(join(dir, LOCK)).and.contain('had no heartbeat for');
      }
      // It does not come to life again.
      expect(statSync(path).mtimeMs).to.equal(renewed);
      await lock.release();
      expect(readdirSync(dir)).to.deep.equal([]);
    }));

  it('goes to another machine when its heartbeat is old, and never back', () =>
    inTempDir({}, async (dir) => {
      const [here, there] = await places();
      const first = await OwnerLock.take(dir, { here, staleMs: LONG });
      const refused = await failureOf(OwnerLock.take(dir, { here: there }));
      expect(refused).to.be.instanceOf(OwnerError);
      expect(String(refused)).to.contain(here.machine).and.contain(`PID namespace ${here.namespace}`);
      age(lockIn(dir), (2 * LONG) / 1000);
      const second = await OwnerLock.take(dir, { here: there, staleMs: LONG });
      for (let n = 0; n < 2; n++) {
        const lost = await failureOf(first.check());
        expect(lost).to.be.instanceOf(OwnerError);
        expect(String(lost)).to.contain(`taken over by process id ${process.pid} on machine host-b`);
      }
      await first.release();
      await second.check();
      age(lockIn(dir), (2 * LONG) / 1000);
      await (await OwnerLock.take(dir, { here })).check();
      expect(await failureOf(second.check())).to.be.instanceOf(OwnerError);
      expectClean(dir);
    }));

  const WRITES = `
    const { OwnedDirectories } = io('lock/owned-directories');
    const { appendFileSync } = require('node:fs');
    const [dir, staleMs] = args;
    const owned = await OwnedDirectories.take([dir], { staleMs: Number(staleMs) });
    appendFileSync(dir + '/written', '');
    process.send('taken');
    await require('node:events').once(process, 'message');
    await owned.check().catch((error) => process.exit(error.name === 'OwnerError' ? 4 : 1));
    appendFileSync(dir + '/written', 'more');
    process.exit(0);`;

  const halts: readonly (readonly [
    what: string,
    staleMs: number,
    meanwhile: (dir: string) => Promise<void>,
  ])[] = [
    [
      'another machine has its directory',
      LONG,
      async (dir) => {
        age(lockIn(dir), (2 * LONG) / 1000);
        const [here, there] = await places();
        // Who sees it sees that it is there.
        expect(isLock(await taken(dir, { here }))).to.equal(false);
        expect(isLock(await taken(dir, { here: there }))).to.equal(true);
      },
    ],
    ['its heartbeat is too old', 1000, () => sleep(1000)],
  ];
  for (const [what, staleMs, meanwhile] of halts)
    it(`ends without another write where a SIGSTOP lasts until ${what}`, () =>
      inTempDir({}, async (dir) => {
        const child = start(WRITES, [dir, String(staleMs)]);
        const ended = once(child, 'exit');
        await once(child, 'message');
        await halt(child.pid ?? 0);
        child.send('write');
        await meanwhile(dir);
        const lock = readFileSync(lockIn(dir), 'utf8');
        child.kill('SIGCONT');
        expect(await ended).to.deep.equal([4, null]);
        expect(readFileSync(join(dir, 'written'), 'utf8')).to.equal('');
        expect(readFileSync(lockIn(dir), 'utf8')).to.equal(lock);
      }));
});
