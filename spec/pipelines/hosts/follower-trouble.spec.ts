import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isoUtc } from '../../../src/model/values/time';
import { FaultyLog } from '../../io/log/host/faulty-log';
import { addTo, AT, control, fundOf, Pen } from '../../io/log/log-made';
import { inMemoryDir } from '../../live/drive';
import { LogSecond } from './log-second';

interface Written {
  readonly written: string;
  readonly state: string;
  readonly last_tick: string | null;
  readonly log: { readonly place: number };
  readonly warnings: Readonly<Record<string, string>>;
}

describe('a follower whose log cannot be read any more', () => {
  it('writes its status on: what it had last, and the warnings of now', async () => {
    await inMemoryDir(async (dir) => {
      const log = new FaultyLog();
      const a = new Pen('a');
      const second = new LogSecond(log, join(dir, 'out'));
      const status = (): Written =>
        JSON.parse(readFileSync(join(second.out, 'intel_status.json'), 'utf8')) as Written;
      await addTo(log, control(fundOf(['a'])));
      await second.lookAt(AT + 1000);
      await addTo(log, a.promise(2001), a.promise(5001));
      await second.lookAt(AT + 5100);
      const tick = isoUtc(AT + 5000);
      expect(status()).to.deep.include({ state: 'live', last_tick: tick });
      log.memory.rewind(2n);
      log.isReached = false;
      // It is told beside its looks that the log has lost its end.
      await second.lookAt(AT + 5200);
      for (const ms of [6000, 40_000]) {
        await second.lookAt(AT + ms);
        expect(status()).to.deep.include({
          ...{ written: isoUtc(AT + ms), state: 'degraded', last_tick: tick },
          log: { ...status().log, place: 3 },
        });
        expect(status().warnings).to.have.property('journal').that.contains('no answer');
        expect(second.health).to.deep.include({ last_tick: tick });
      }
      log.isReached = true;
      await second.lookAt(AT + 41_000);
      expect(status().warnings).to.not.have.property('journal');
      expect(status().log.place).to.equal(2);
      await second.close();
      await log.close();
    });
  });
});
