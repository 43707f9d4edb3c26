import { join } from 'node:path';
import { LiveLoop } from '../../pipelines/live/live-loop';
import { watchedFiles } from '../../src/io/follow/live-sources';
import { Waker, type WakeSignal } from '../../src/io/follow/waker';
import { appendOnDisk } from './disk';
import { epochMs, print, spread } from './figures';
import { inPlace, inProcess, TICKING } from './place';
import { watchAlone } from './watch-alone';

const WARM = 1000;
const APPENDS = 1000;
const LATENESS = { lateness: '0s' } as const;

/** How many rows had been read, or journalled, by a moment. */
interface Mark {
  readonly atMs: number;
  readonly rows: number;
}

/**
 * From an appended close to the event, twice. `seen`: the line is read and decoded, as `health` tells the next time
 * that live waits; it holds the notice of the change, the 4 ms between two looks, and whatever the thread was busy
 * with, such as the frame of a tick. `journalled`: its commit is synced too, and from then on it counts; rows are
 * gathered for a quarter of a second before one. Both may be before the writer itself is done. The first appends do not count: the code
 * is not compiled yet.
 */
export async function eventLatency(): Promise<void> {
  const rows = [];
  for (const [tick, settings] of [
    ['tick 1 s', TICKING],
    ['tick 5 s', LATENESS],
  ] as const)
    for (const how of ['plain', 'replace'] as const) {
      const { seen, journalled } = await measured(how, settings);
      rows.push([`${tick}, ${how} append: seen`, ...spread(seen)]);
      rows.push([`${tick}, ${how} append: journalled`, ...spread(journalled)]);
    }
  rows.push(await watchAlone(APPENDS), await appendOnDisk());
  print(`(b) append → event, ${APPENDS} appends at 100/s after ${WARM} more (goal: seen in 2 ms, p99)`, [
    ['', 'p50', 'p99', 'max'],
    ...rows,
  ]);
}

interface Latencies {
  readonly seen: readonly number[];
  readonly journalled: readonly number[];
}

function measured(how: 'plain' | 'replace', settings: object): Promise<Latencies> {
  return inPlace(settings, async (dir) => {
    const logs = join(dir, 'logs');
    const observer = new Observer(new Waker(watchedFiles(logs)));
    const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
    const loop = await LiveLoop.open(
      {
        ...{ logs, config: join(dir, 'config'), out: join(dir, 'out'), gates, waker: observer },
        onIncident: () => undefined,
      },
      observer.readClock(),
    );
    observer.stream = loop;
    let goesOn = true;
    const following = observer.follow(() => goesOn);
    const done = await inProcess<readonly number[]>('appender.ts', [dir, how, WARM + APPENDS]);
    while ((observer.journalled.at(-1)?.rows ?? 0) < WARM + APPENDS)
      await new Promise((resolve) => setTimeout(resolve, 20));
    goesOn = false;
    await following;
    const after = (marks: readonly Mark[]): readonly number[] =>
      done.map((at, n) => (marks.find(({ rows }) => rows > n)?.atMs ?? NaN) - at).slice(WARM);
    return { seen: after(observer.seen), journalled: after(observer.journalled) };
  });
}

/** Drives a stream as `follow` does, and notes each time that it waits how far it is. */
class Observer implements WakeSignal {
  readonly seen: Mark[] = [];
  readonly journalled: Mark[] = [];
  stream: LiveLoop | undefined;
  private waitedFor: Promise<unknown> | undefined;

  constructor(private readonly pulse: Waker) {}

  readClock(): ReturnType<WakeSignal['readClock']> {
    return this.pulse.readClock();
  }

  wakeOr(work: Promise<unknown>): Promise<boolean> {
    const { rows, commits } = this.progress();
    if (work !== this.waitedFor) {
      this.waitedFor = work;
      // A commit holds what had been read when it began.
      void work.then(() => {
        if (this.progress().commits > commits) note(this.journalled, rows);
      });
    }
    note(this.seen, rows);
    return this.pulse.wakeOr(work);
  }

  async follow(goesOn: () => boolean): Promise<void> {
    const { stream: loop, pulse } = this;
    if (loop === undefined) return;
    while (goesOn()) {
      await loop.cycle(pulse.readClock());
      note(this.seen, this.progress().rows);
      await pulse.sleepUntil(loop.dueMs);
    }
    pulse.close();
    await loop.close(pulse.readClock());
  }

  private progress(): { readonly rows: number; readonly commits: number } {
    const health = this.stream?.health(this.readClock());
    return {
      rows: health?.sources['orders_executed']?.counters.lines ?? 0,
      commits: health?.journal.commits ?? 0,
    };
  }
}

function note(marks: Mark[], rows: number): void {
  if (rows > (marks.at(-1)?.rows ?? 0)) marks.push({ atMs: epochMs(), rows });
}
