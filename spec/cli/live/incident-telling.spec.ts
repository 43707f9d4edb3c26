import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { IncidentTelling } from '../../../src/cli/live/incident-telling';
import type { Health } from '../../../src/io/publish/health';
import type { Incident } from '../../../src/io/publish/incidents';
import { isoUtc } from '../../../src/model/values/time';
import { inTempDir } from '../../io/temp-dir';

const START = Date.UTC(2026, 0, 20, 9);

const health = (lastTick: number | undefined, warnings: Health['warnings'] = {}): Health =>
  ({ last_tick: lastTick === undefined ? null : isoUtc(lastTick), warnings }) as Health;

interface Desk {
  readonly telling: IncidentTelling;
  readonly logged: readonly Incident[];
}

/** What the command was given, in order. */
async function told(
  act: (desk: Desk) => Promise<unknown>,
  known: Readonly<Record<string, string>> = {},
): Promise<readonly Record<string, unknown>[]> {
  return inTempDir({}, async (dir) => {
    const path = join(dir, 'told');
    const logged: Incident[] = [];
    const telling = new IncidentTelling({
      ...{
        command: `cat >> '${path}'`,
        perMinute: 100,
        out: 'out',
        staleAfterMs: 60_000,
        startMs: START,
        known,
      },
      warn: () => undefined,
      log: (incident) => logged.push(incident),
    });
    await act({ telling, logged });
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  });
}

describe('IncidentTelling', () => {
  it('gives one object for each incident, with its time, its facts and the directory', async () => {
    const objects = await told(async ({ telling }) => {
      const facts = { from: 'normal', to: 'cautious' };
      telling.take({ level: 'warn', code: 'risk_mode', message: 'm', phase: 'event', facts }, START + 5);
      telling.take({ level: 'info', code: 'rotation', message: 'm', phase: 'event' }, START + 6);
      expect(await telling.close(undefined, START + 7)).to.equal(0);
    });
    expect(objects).to.deep.equal([
      {
        time: isoUtc(START + 5),
        level: 'warn',
        code: 'risk_mode',
        message: 'm',
        phase: 'event',
        from: 'normal',
        to: 'cautious',
        out: 'out',
        dropped: 0,
      },
    ]);
  });

  it('tells once that no tick was answered, by the clock alone, and once that there is one again', async () => {
    const objects = await told(async ({ telling, logged }) => {
      const old = START - 3_600_000;
      telling.look(undefined, START + 59_999);
      telling.look(health(old), START + 59_999);
      telling.look(health(old), START + 60_000);
      telling.look(health(old), START + 61_000);
      telling.look(health(START + 62_000), START + 63_000);
      telling.look(undefined, START + 64_000 + 60_000);
      await telling.close(undefined, START + 200_000);
      expect(logged.map(({ level }) => level)).to.deep.equal(['error', 'info', 'error']);
    });
    expect(objects.map(({ code, phase, time }) => [code, phase, time])).to.deep.equal([
      ['stale', 'begins', isoUtc(START + 60_000)],
      ['stale', 'over', isoUtc(START + 63_000)],
      ['stale', 'begins', isoUtc(START + 124_000)],
    ]);
    expect(objects[0]?.['message'])
      .to.contain('60 s')
      .and.contain(isoUtc(START - 3_600_000));
  });

  it('tells the error that ended a live that had been following, and no other', async () => {
    const error = { name: 'WorldError', message: 'no disk' };
    const ends = (hasLooked: boolean) =>
      told(async ({ telling }) => {
        if (hasLooked) telling.look(health(START), START + 1);
        await telling.close(error, START + 2);
      });
    expect((await ends(true)).map(({ code, message }) => [code, message])).to.deep.equal([
      ['ended', 'no disk'],
    ]);
    expect(await ends(false)).to.deep.equal([]);
  });

  it('after a restart tells what is over by the first look, and nothing again that stands', async () => {
    const objects = await told(
      async ({ telling }) => {
        telling.take({ level: 'warn', code: 'nav', message: 'x', phase: 'begins' }, START);
        telling.look(health(START, { nav: 'x' }), START + 1);
        telling.look(health(START), START + 2);
        await telling.close(undefined, START + 3);
      },
      { nav: 'x', config: 'y' },
    );
    expect(objects.map(({ code, phase }) => [code, phase])).to.deep.equal([['config', 'over']]);
  });
});
