import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { IncidentHook, type HookOptions, type HookTimer } from '../../../src/io/hook/incident-hook';
import { until } from '../../live/chaos/live-process';
import { inTempDir } from '../temp-dir';

interface Told {
  readonly n: number;
  readonly dropped: number;
}

/** A timer that waits until `pass` says that time has passed. */
class HandTimer implements HookTimer {
  private ms = 0;
  private readonly waits: (readonly [untilMs: number, resolve: () => void])[] = [];
  readonly nowMs = (): number => this.ms;

  wait(ms: number, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = (): void => {
        reject(new Error('aborted'));
      };
      if (signal.aborted) give();
      signal.addEventListener('abort', give);
      this.waits.push([this.ms + ms, resolve]);
    });
  }

  get isWaitedFor(): boolean {
    return this.waits.some(([untilMs]) => untilMs > this.ms);
  }

  pass(ms: number): void {
    this.ms += ms;
    for (const [untilMs, resolve] of this.waits) if (untilMs <= this.ms) resolve();
  }
}

interface Desk {
  readonly hook: IncidentHook;
  readonly timer: HandTimer;
  /** What the command was given, a line for each run. */
  readonly told: () => readonly Told[];
  readonly trouble: readonly (string | undefined)[];
  readonly dir: string;
}

async function withHook(options: Partial<HookOptions>, use: (desk: Desk) => Promise<void>): Promise<void> {
  await inTempDir({}, async (dir) => {
    const timer = new HandTimer();
    const trouble: (string | undefined)[] = [];
    const path = join(dir, 'told');
    const hook = new IncidentHook(
      {
        command: `cat >> '${path}'`,
        perMinute: 1000,
        limitMs: 60_000,
        mostWaiting: 1000,
        onTrouble: (message) => trouble.push(message),
        ...options,
        ...(options.command && { command: options.command.replaceAll('DIR', dir) }),
      },
      timer,
    );
    const told = (): readonly Told[] => {
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Told);
    };
    await use({ hook, timer, told, trouble, dir });
    await hook.close(0);
  });
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
const numbers = (told: readonly Told[]): readonly number[] => told.map(({ n }) => n);

describe('IncidentHook', () => {
  it('tells each once and in order, one run after the other', () =>
    withHook(
      { command: 'mkdir DIR/runs && cat >> DIR/told; rmdir DIR/runs' },
      async ({ hook, told, trouble }) => {
        for (const n of upTo(12)) hook.tell({ n });
        expect(await until(() => told().length === 12)).to.equal(true);
        expect(numbers(told())).to.deep.equal(upTo(12));
        expect(told().every(({ dropped }) => dropped === 0)).to.equal(true);
        expect(await hook.close(60_000)).to.equal(0);
        expect(new Set(trouble)).to.deep.equal(new Set([undefined]));
      },
    ));

  it('starts no more in any minute than allowed, and tells the others later', () =>
    withHook({ perMinute: 3 }, async ({ hook, timer, told }) => {
      hook.tell({ n: 0 });
      expect(await until(() => told().length === 1)).to.equal(true);
      timer.pass(20_000);
      for (const n of [1, 2, 3, 4, 5, 6]) hook.tell({ n });
      expect(await until(() => timer.isWaitedFor)).to.equal(true);
      expect(numbers(told())).to.deep.equal([0, 1, 2]);
      // The one of the beginning is a minute ago: one more.
      timer.pass(40_000);
      expect(await until(() => told().length === 4 && timer.isWaitedFor)).to.equal(true);
      expect(numbers(told())).to.deep.equal([0, 1, 2, 3]);
      timer.pass(20_000);
      expect(await until(() => told().length === 6 && timer.isWaitedFor)).to.equal(true);
      timer.pass(59_000);
      expect(await until(() => told().length === 7)).to.equal(true);
      expect(numbers(told())).to.deep.equal(upTo(7));
    }));

  it('drops the oldest where too many wait, and says how many with the next', () =>
    withHook({ perMinute: 1, mostWaiting: 3 }, async ({ hook, timer, told, trouble }) => {
      hook.tell({ n: 0 });
      expect(await until(() => told().length === 1)).to.equal(true);
      for (const n of [1, 2, 3, 4, 5]) hook.tell({ n });
      expect(trouble.at(-1)).to.contain('2 incidents were not told');
      for (const count of [2, 3, 4]) {
        expect(await until(() => timer.isWaitedFor)).to.equal(true);
        timer.pass(60_000);
        expect(await until(() => told().length === count)).to.equal(true);
      }
      expect(told().map(({ n, dropped }) => [n, dropped])).to.deep.equal([
        [0, 0],
        [3, 2],
        [4, 0],
        [5, 0],
      ]);
      expect(await until(() => trouble.at(-1) === undefined)).to.equal(true);
    }));

  it('tells of a command that fails, does not try again, and says when it is well', () =>
    withHook({ command: 'cat > DIR/last; [ -e DIR/well ]' }, async ({ hook, trouble, dir }) => {
      hook.tell({ n: 0 });
      expect(await until(() => trouble.length === 1)).to.equal(true);
      expect(trouble[0]).to.equal('the command of --on-incident failed: it ended with 1');
      hook.tell({ n: 1 });
      expect(await until(() => trouble.length === 2)).to.equal(true);
      writeFileSync(join(dir, 'well'), '');
      hook.tell({ n: 2 });
      expect(await until(() => trouble.length === 3)).to.equal(true);
      expect(trouble[2]).to.equal(undefined);
      expect(JSON.parse(readFileSync(join(dir, 'last'), 'utf8'))).to.deep.equal({ n: 2, dropped: 2 });
    }));

  it('goes on after one that hangs, and keeps nobody waiting meanwhile', () =>
    withHook(
      { command: '[ -e DIR/hung ] || { touch DIR/hung; sleep 1000; }; cat >> DIR/told', limitMs: 400 },
      async ({ hook, told, trouble }) => {
        const began = performance.now();
        for (const n of upTo(3)) hook.tell({ n });
        expect(performance.now() - began).to.be.below(300);
        expect(await until(() => told().length === 2)).to.equal(true);
        expect(told().map(({ n, dropped }) => [n, dropped])).to.deep.equal([
          [1, 1],
          [2, 0],
        ]);
        expect(trouble[0]).to.contain('longer than 0.4 s');
      },
    ));

  it('at its end tells what waits, within its grace, and kills what hangs', async () => {
    await withHook({}, async ({ hook, told }) => {
      for (const n of upTo(4)) hook.tell({ n });
      expect(await hook.close(60_000)).to.equal(0);
      expect(numbers(told())).to.deep.equal(upTo(4));
    });
    await withHook({ perMinute: 2 }, async ({ hook, told }) => {
      for (const n of upTo(5)) hook.tell({ n });
      expect(await hook.close(60_000)).to.equal(3);
      expect(numbers(told())).to.deep.equal([0, 1]);
    });
    await withHook({ command: 'sleep 1000' }, async ({ hook }) => {
      for (const n of upTo(3)) hook.tell({ n });
      expect(await hook.close(50)).to.equal(3);
    });
  });
});
