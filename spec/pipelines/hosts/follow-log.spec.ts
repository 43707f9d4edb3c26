import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { followLog } from '../../../pipelines/hosts/follow-log';
import { type CommitLog } from '../../../src/io/log/commit-log';
import { addTo, control, fundOf, Pen } from '../../io/log/log-made';
import { MemoryLog } from '../../io/log/memory-log';
import { inMemoryDir } from '../../live/drive';

describe('followLog', function () {
  this.timeout(15_000);

  for (const [what, writer, readsAll] of [
    ['the heads', 'head', false],
    ['what follows them', 'ctl.lapse', true],
  ] as const)
    it(`ends soon when it is told to stop while it reads ${what} of a long log`, () =>
      inMemoryDir(async (dir) => {
        const log = new MemoryLog();
        for (let n = 0; n < 2000; n++) await log.append(writer, Buffer.from('nothing'), 'any');
        let count = 0;
        const slow: CommitLog = {
          append: (writer, text, after) => log.append(writer, text, after),
          read: async function* (reading) {
            for await (const part of log.read(reading)) {
              if ((reading.writers === undefined) === readsAll && ++count === 50) void following.stop();
              await setImmediate();
              yield part;
            }
          },
          lastOf: (writer) => log.lastOf(writer),
          close: () => log.close(),
        };
        const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
        const following = followLog({
          ...{ log: slow, name: 'the log', program: '0.1.0', out: join(dir, 'out'), gates },
          onIncident: () => undefined,
        });
        await following.done;
        expect(count).to.equal(50);
        await log.close();
      }));

  it('publishes what comes to the log, and hands its directory to a follower that stands by', async () => {
    await inMemoryDir(async (dir) => {
      const log = new MemoryLog();
      const a = new Pen('a');
      const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
      const codes: string[] = [];
      const options = {
        ...{ log, name: 'the log', program: '0.1.0', out: join(dir, 'out'), gates },
        onIncident: ({ code }: { readonly code: string }): void => {
          codes.push(code);
        },
      };
      const until = async (isSo: () => boolean): Promise<void> => {
        while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
      };
      const first = followLog(options);
      await until(() => codes.includes('no_journal'));
      await addTo(log, control(fundOf(['a'])), a.promise(1001));
      await until(() => first.health()?.last_tick === '2023-11-14T22:13:21.000+00:00');
      // Its rows are of 2023. While its servers are away nobody knows who writes it.
      const isSilent = (): boolean => 'journal_silent' in (first.health()?.warnings ?? {});
      await until(isSilent);
      first.warn('engine', 'it cannot be reached');
      await until(() => !isSilent());
      first.warn('engine', undefined);
      await until(isSilent);
      const second = followLog({ ...options, standby: true });
      await until(() => codes.includes('standby'));
      await first.stop();
      await addTo(log, a.promise(5001));
      await until(() => second.health()?.last_tick === '2023-11-14T22:13:25.000+00:00');
      expect(second.health()?.follows).to.deep.include({ journal: 'the log' });
      await second.stop();
      await log.close();
    });
  });
});
