import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { WarmFold } from '../../../pipelines/journal/warm-fold';
import { WorldError } from '../../../src/io/files/failures';
import { FollowedJournal } from '../../../src/io/journal/followed-journal';
import { Drive, inMemoryDir } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';
import { Second } from '../live/second';

const START = Date.UTC(2026, 0, 20, 9);
const SECOND = 1000;
const SETTINGS = { tick: '5s', lateness: '1s', windows: ['1m'], horizon: '2m' };

/** A live with a trade, a follower of its journal, and who stands by for that one's directory. */
class Standing {
  opened = 0;
  readonly drive: Drive;
  readonly owner: Second;
  readonly warm: WarmFold;
  failure: Error | undefined;

  constructor(dir: string) {
    this.drive = new Drive(dir, SETTINGS, START);
    this.owner = new Second(this.drive, join(dir, 'second'));
    this.warm = new WarmFold(this.owner.out, (before) => {
      this.opened++;
      if (this.failure !== undefined) return Promise.reject(this.failure);
      return FollowedJournal.open(this.drive.journal, before);
    });
  }

  async liveTo(afterS: number): Promise<void> {
    for (let now = this.drive.nowMs; now <= START + afterS * SECOND; now += 5 * SECOND) {
      this.drive.metrics.append(metricRow(now, now - 500));
      this.drive.orders.append(closeRow(now, now - 400));
      await this.drive.lookAt(now);
    }
  }

  get standing(): string {
    return join(this.owner.out, 'standing.json');
  }
}

async function standing(use: (standing: Standing) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const it = new Standing(dir);
    await it.liveTo(10);
    await it.owner.lookAt(it.drive.nowMs);
    await use(it);
    it.warm.close();
    await it.owner.close(it.drive.nowMs);
    await it.drive.close();
  });
}

const asOfs = (ready: Awaited<ReturnType<WarmFold['take']>>): readonly number[] | undefined =>
  ready?.due.map(({ frame }) => (frame.asOf - START) / SECOND);

describe('WarmFold', () => {
  it('has what the owner has not answered, in order, and opens the journal once', () =>
    standing(async (it) => {
      const { warm, owner, drive } = it;
      await warm.look();
      await it.liveTo(20);
      await warm.look();
      await it.liveTo(30);
      expect(asOfs(await warm.take())).to.deep.equal([10, 15, 20, 25]);
      expect(it.opened).to.equal(1);
      expect(await warm.take(), 'given once').to.equal(undefined);
      await owner.lookAt(drive.nowMs);
      await warm.look();
      expect(asOfs(await warm.take())).to.deep.equal([]);
    }));

  it('has nothing where it has not looked, and where the directory has no standing that can be read', () =>
    standing(async ({ warm, standing: path }) => {
      expect(await warm.take()).to.equal(undefined);
      await warm.look();
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.slice(1));
      expect(await warm.take()).to.equal(undefined);
      writeFileSync(path, text);
      await warm.look();
      expect(await warm.take()).to.not.equal(undefined);
    }));

  it('has each tick once where the config changes before the owner answers', () =>
    standing(async (it) => {
      const { warm, drive } = it;
      await it.liveTo(20);
      await warm.look();
      drive.config('execution_intel.json', { ...SETTINGS, windows: ['2m'] });
      await it.liveTo(40);
      const ready = await warm.take();
      expect(asOfs(ready)).to.deep.equal([10, 15, 20, 25, 30, 35]);
      expect(ready?.due.map(({ settings }) => settings.windows[0])).to.deep.equal([
        ...['1m', '1m', '2m', '2m', '2m', '2m'],
      ]);
    }));

  it('has what of the journal could not be read, to be told', () =>
    standing(async (it) => {
      const { warm, drive } = it;
      await warm.look();
      const segment = join(drive.journal, '2026-01-20.jsonl');
      const { size } = statSync(segment);
      await it.liveTo(20);
      const bytes = readFileSync(segment);
      bytes.fill('x', size + 20, size + 30);
      writeFileSync(segment, bytes);
      expect((await warm.take())?.damage.map(({ code }) => code)).to.deep.equal(['journal_damaged']);
    }));

  it('has nothing where the journal lost what the owner has answered', () =>
    standing(async (it) => {
      const { warm, owner, drive } = it;
      await warm.look();
      const segment = join(drive.journal, '2026-01-20.jsonl');
      const { size } = statSync(segment);
      await it.liveTo(20);
      await owner.lookAt(drive.nowMs);
      truncateSync(segment, size);
      expect(await warm.take()).to.equal(undefined);
    }));

  it('begins anew where the directory went back, and keeps nothing where the journal cannot be read', () =>
    standing(async (it) => {
      const { warm, owner, drive, standing: path } = it;
      const early = readFileSync(path, 'utf8');
      await it.liveTo(20);
      await owner.lookAt(drive.nowMs);
      await warm.look();
      writeFileSync(path, early);
      expect(asOfs(await warm.take())).to.deep.equal([10, 15]);
      expect(it.opened).to.equal(2);
      it.failure = new WorldError('the journal', 'read', 'as the spec says');
      await warm.look();
      expect(await warm.take()).to.equal(undefined);
      it.failure = new Error('a bug');
      expect(await warm.look().catch(String)).to.equal('Error: a bug');
    }));

  it('lets go where its owner answers nothing for long, and begins anew when it does', () =>
    standing(async (it) => {
      const { warm, owner, drive } = it;
      await warm.look();
      await it.liveTo(330);
      await warm.look();
      await warm.look();
      expect([await warm.take(), it.opened]).to.deep.equal([undefined, 1]);
      await owner.lookAt(drive.nowMs);
      await warm.look();
      expect([asOfs(await warm.take()), it.opened]).to.deep.equal([[], 2]);
    }));

  it('lets go when it is told to stop', () =>
    standing(async ({ warm }) => {
      const ended = new AbortController();
      await warm.look(ended.signal);
      ended.abort();
      expect(await warm.take()).to.equal(undefined);
    }));
});
