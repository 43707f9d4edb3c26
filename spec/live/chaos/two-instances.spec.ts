import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { inTempDir } from '../../io/temp-dir';
import { LiveProcess, until } from './live-process';
import { Place } from './place';
import { builtProgram } from './program';

describe('two instances of live on one directory', function () {
  this.timeout(300_000);

  if (runsOf('longLives') > 0)
    it('the second ends with exit 4 and says who has it; it begins at once when the first was killed', async () => {
      await withLives(async (start) => {
        const first = start();
        expect(await until(() => first.isTicking), first.said).to.equal(true);
        const second = start();
        expect(await second.ended).to.deep.equal({ code: 4, signal: null });
        expect(second.said).to.contain('OwnerError').and.to.contain(`process id ${first.pid}`);
        expect(first.isRunning).to.equal(true);
        await first.kill();
        const third = start();
        expect(await until(() => third.isTicking), third.said).to.equal(true);
        expect((await third.terminate()).code).to.equal(0);
      });
    });

  for (let run = 0; run < runsOf('rivals'); run++)
    it('of those that begin at the same moment one goes on', async () => {
      await withLives(async (start) => {
        const lives = [start(), start(), start()];
        const ended = (): readonly LiveProcess[] => lives.filter(({ isRunning }) => !isRunning);
        await until(() => ended().length >= 2 && lives.some(({ isTicking }) => isTicking));
        for (const live of ended())
          expect(await live.ended, live.said).to.deep.equal({ code: 4, signal: null });
        const [last, ...others] = lives.filter(({ isRunning }) => isRunning);
        expect(others).to.deep.equal([]);
        expect((await last?.terminate())?.code).to.equal(0);
      });
    });
});

async function withLives(use: (start: () => LiveProcess) => Promise<void>): Promise<void> {
  await inTempDir({}, async (root) => {
    const place = new Place(root);
    place.settings({});
    place.nav([Date.now()]);
    const lives: LiveProcess[] = [];
    try {
      await use(() => {
        const live = new LiveProcess(builtProgram(), place);
        lives.push(live);
        return live;
      });
    } finally {
      for (const live of lives) await live.kill();
    }
  });
}
