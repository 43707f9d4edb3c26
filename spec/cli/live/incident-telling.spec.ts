import { expect } from 'chai';
import { IncidentTelling, type TellingOptions } from '../../../src/cli/live/incident-telling';
import type { SeenHealth } from '../../../src/io/publish/health';
import type { Incident } from '../../../src/io/publish/incidents';
import { isoUtc } from '../../../src/model/values/time';

const START = Date.UTC(2026, 0, 20, 9);

const health = (lastTick: number | undefined, warnings: SeenHealth['warnings'] = {}): SeenHealth => ({
  last_tick: lastTick === undefined ? null : isoUtc(lastTick),
  warnings,
});

const shipHealth = (turn: 'held' | 'waiting', lastCommit?: number): SeenHealth => ({
  ship: { turn, last_commit: lastCommit === undefined ? null : isoUtc(lastCommit) },
  warnings: {},
});

interface Desk {
  readonly telling: IncidentTelling;
  readonly logged: readonly Incident[];
}

/** What was told, in order. */
function told(
  act: (desk: Desk) => void,
  options: Partial<TellingOptions> = {},
): readonly Readonly<Record<string, unknown>>[] {
  const objects: Record<string, unknown>[] = [];
  const logged: Incident[] = [];
  const telling = new IncidentTelling({
    ...{ does: 'tick', standby: false, staleAfterMs: 60_000, startMs: START, known: {} },
    place: { out: 'out' },
    tell: (object) => objects.push({ ...object }),
    log: (incident) => logged.push(incident),
    ...options,
  });
  act({ telling, logged });
  return objects;
}

const marks = (objects: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] =>
  objects.map(({ code, phase, time }) => [code, phase, time]);

describe('IncidentTelling', () => {
  it('gives one object for each incident, with its time, its facts and the directory', () => {
    const objects = told(({ telling }) => {
      const facts = { from: 'normal', to: 'cautious' };
      telling.take({ level: 'warn', code: 'risk_mode', message: 'm', phase: 'event', facts }, START + 5);
      telling.take({ level: 'info', code: 'rotation', message: 'm', phase: 'event' }, START + 6);
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
      },
    ]);
  });

  it('tells once that no tick was answered, by the clock alone, and once that there is one again', () => {
    const objects = told(({ telling, logged }) => {
      const old = START - 3_600_000;
      telling.look(undefined, START + 59_999);
      telling.look(health(old), START + 59_999);
      telling.look(health(old), START + 60_000);
      telling.look(health(old), START + 61_000);
      telling.look(health(START + 62_000), START + 63_000);
      telling.look(undefined, START + 64_000 + 60_000);
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

  it('holds what it knew last against one that says nothing of itself for a moment', () => {
    const objects = told(({ telling }) => {
      telling.look(health(START + 3_600_000), START + 3_600_500);
      telling.begins();
      telling.look(undefined, START + 3_601_500);
      telling.look(health(undefined), START + 3_602_500);
      telling.look(undefined, START + 3_659_999);
      telling.look(undefined, START + 3_660_000);
    });
    expect(marks(objects)).to.deep.equal([['stale', 'begins', isoUtc(START + 3_660_000)]]);
    expect(objects[0]?.['message']).to.contain(isoUtc(START + 3_600_000));
  });

  it('tells that a ship whose turn it is commits nothing, and nothing of one that waits for its turn', () => {
    const objects = told(
      ({ telling }) => {
        telling.look(shipHealth('waiting'), START + 100_000);
        telling.look(shipHealth('held', START - 5), START + 159_999);
        telling.look(shipHealth('held', START - 5), START + 160_000);
        telling.look(shipHealth('held', START + 161_000), START + 161_000);
      },
      { does: 'commit', place: { out: 'state', host: 'exec-a' } },
    );
    expect(marks(objects)).to.deep.equal([
      ['stale', 'begins', isoUtc(START + 160_000)],
      ['stale', 'over', isoUtc(START + 161_000)],
    ]);
    expect(objects[0])
      .to.include({ host: 'exec-a', out: 'state' })
      .and.property('message')
      .contains('nothing was committed for 60 s');
  });

  it('tells of nothing stale while a standby waits, and of it once the standby has begun', () => {
    const objects = told(
      ({ telling }) => {
        telling.look(undefined, START + 100_000);
        telling.look(health(START), START + 101_000);
        telling.look(health(START), START + 160_000);
      },
      { standby: true },
    );
    expect(marks(objects)).to.deep.equal([['stale', 'begins', isoUtc(START + 160_000)]]);
  });

  it('never calls stale what says by itself that nothing comes', () => {
    const look = ({ telling }: Desk): void => {
      telling.look({ warnings: {} }, START + 10 ** 12);
    };
    expect(told(look, { does: undefined })).to.deep.equal([]);
  });

  it('tells the error that ended what had been running, and no other', () => {
    const ends = (hasLooked: boolean): unknown =>
      told(({ telling }) => {
        if (hasLooked) telling.look(health(START), START + 1);
        telling.ends({ message: 'no disk' }, START + 2);
      }).map(({ code, message }) => [code, message]);
    expect(ends(true)).to.deep.equal([['ended', 'no disk']]);
    expect(ends(false)).to.deep.equal([]);
  });

  it('after a restart tells what is over by the first look, and nothing again that stands', () => {
    const objects = told(
      ({ telling }) => {
        telling.take({ level: 'warn', code: 'nav', message: 'x', phase: 'begins' }, START);
        telling.look(health(START, { nav: 'x' }), START + 1);
        telling.look(health(START), START + 2);
      },
      { known: { nav: 'x', config: 'y' } },
    );
    expect(objects.map(({ code, phase }) => [code, phase])).to.deep.equal([['config', 'over']]);
  });

  it('begun anew in the process, tells the same way what is over, and leaves its end to who began it', () => {
    const objects = told(({ telling }) => {
      telling.look(health(START), START);
      telling.take({ level: 'warn', code: 'engine', message: 'x', phase: 'begins' }, START);
      telling.take({ level: 'error', code: 'ended', message: 'y', phase: 'begins' }, START);
      telling.begins();
      telling.look(health(START), START + 1);
      telling.take({ level: 'info', code: 'ended', message: 'over: y', phase: 'over' }, START + 2);
    });
    expect(marks(objects).slice(2)).to.deep.equal([
      ['engine', 'over', isoUtc(START + 1)],
      ['ended', 'over', isoUtc(START + 2)],
    ]);
  });
});
