import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { drive, type Following } from '../../../pipelines/live/drive';
import { follow, followJournal } from '../../../pipelines/live/follow';
import { Waker } from '../../../src/io/follow/waker';
import type { Incident } from '../../../src/io/publish/incidents';
import { OwnerError } from '../../../src/io/files/failures';
import { Drive, inMemoryDir } from '../../live/drive';

const SETTINGS = { tick: '1s', lateness: '0s', windows: ['1m'], horizon: '2m' };

/** Waits until something is so; what never comes fails by the time limit of the spec. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const isLive = (following: Following): boolean => following.health() !== undefined;

describe('drive', function () {
  this.timeout(15_000);

  it('stands by while another has the directories, and goes on when that has ended', async () => {
    await inMemoryDir(async (dir) => {
      const { options } = new Drive(dir, SETTINGS, Date.now());
      const told: string[] = [];
      const messages: string[] = [];
      const onIncident = ({ code, message }: Incident): void => {
        told.push(code);
        if (code === 'standby') messages.push(message);
      };
      const first = follow(options);
      await until(() => isLive(first));
      const second = follow({ ...options, standby: true, onIncident });
      await until(() => told.includes('standby'));
      expect(second.health()).to.equal(undefined);
      const refused = await follow(options).done.catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(OwnerError);
      await first.stop();
      await until(() => isLive(second));
      expect(second.health()?.journal.records_read_back).to.be.greaterThan(0);
      expect(messages).to.have.length(2);
      expect(messages[0]).to.match(/^waits: .* process id \d+$/);
      expect(messages[1]).to.match(/^goes on: .* process id \d+, which has ended$/);
      await second.stop();
    });
  });

  it('looks for what stands by while it waits, four times a second, however often it is woken', async () => {
    let looks = 0;
    const look = (): Promise<void> => {
      looks++;
      return Promise.resolve();
    };
    const open = (): Promise<never> => Promise.reject(new OwnerError('held', 'somebody'));
    const waker = new Waker(new Map());
    const following = drive(waker, { standby: true, onIncident: () => undefined }, open, { look });
    const begunMs = performance.now();
    while (looks < 3) {
      waker.wake();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(performance.now() - begunMs).to.be.at.least(490);
    await following.stop();
    expect(following.health()).to.equal(undefined);
  });

  it('ends when it is told to while it stands by', async () => {
    await inMemoryDir(async (dir) => {
      const { options } = new Drive(dir, SETTINGS, Date.now());
      const first = follow(options);
      await until(() => isLive(first));
      const second = follow({ ...options, standby: true });
      await second.stop();
      await first.stop();
    });
  });

  it('follows a journal from its beginning, and hands its directory to a follower that stands by', async () => {
    await inMemoryDir(async (dir) => {
      const { options } = new Drive(dir, SETTINGS, Date.now());
      const { gates, onIncident, journal = '' } = options;
      const out = join(dir, 'second');
      const first = followJournal({ journal, out, gates, onIncident });
      const live = follow(options);
      await until(() => isLive(first) && existsSync(join(out, 'symbol_scores_v6.json')));
      const second = followJournal({ journal, out, gates, onIncident, standby: true });
      await first.stop();
      await until(() => isLive(second));
      await second.stop();
      await live.stop();
    });
  });
});
