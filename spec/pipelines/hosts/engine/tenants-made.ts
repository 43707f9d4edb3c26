import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { followEngine } from '../../../../pipelines/hosts/engine/follow-engine';
import { followTenants, type Tenant } from '../../../../pipelines/hosts/engine/follow-tenants';
import type { Appended, CommitLog, LogPart, LogReading, Writer } from '../../../../src/io/log/commit-log';
import type { Engine } from '../../../../src/io/log/engine/engine';
import { MemoryEngine } from '../../../io/log/memory-engine';
import { SmallFund } from '../../../io/log/small-fund';
import { until as waitUntil } from '../../../live/chaos/live-process';
import { STATE_NAMES } from '../../../cli/desk';

/** Funds in memory, followed by one process. */

const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };
export const SETTINGS = { windows: ['1m', 'last_5'] };

/** A fund in memory, other than each other one. */
export class MemoryFund {
  readonly engine: MemoryEngine;
  readonly small: SmallFund;

  constructor(
    readonly n: number,
    private readonly dir: string,
  ) {
    this.engine = new MemoryEngine(`fund-${n}`);
    this.small = new SmallFund(this.engine.log, n % 2 === 0 ? ['a', 'b'] : ['a'], n * 1000);
  }

  out(place: string): string {
    return join(this.dir, place, `${this.n}`);
  }

  tenant(place: string): Tenant {
    const { engine } = this;
    return { tenant: engine.tenant, out: this.out(place), open: () => Promise.resolve(engine) };
  }

  engineOver(log: CommitLog): Engine {
    const { engine } = this;
    const { tenant, turns, outlet } = engine;
    return {
      ...{ tenant, turns, outlet, log },
      info: () => engine.info(),
      make: () => engine.make(),
      close: () => engine.close(),
    };
  }

  /** Whether its directory is at the last tick, and how it came there. */
  isThere(place: string): boolean {
    return this.filesIn(place)[0]?.includes(`"as_of":"${this.small.asOf}"`) === true;
  }

  filesIn(place: string): readonly string[] {
    return STATE_NAMES.map((name) => {
      const path = join(this.out(place), name);
      return existsSync(path) ? readFileSync(path, 'utf8') : '';
    });
  }

  /** All that was published, moment by moment. */
  published(place: string): string {
    return readFileSync(join(this.out(place), 'history', 'published.jsonl'), 'utf8');
  }
}

/** A log that counts how many messages were read of it. */
export class CountedLog implements CommitLog {
  count = 0;

  constructor(private readonly log: CommitLog) {}

  append(...args: Parameters<CommitLog['append']>): ReturnType<CommitLog['append']> {
    return this.log.append(...args);
  }

  async *read(reading: LogReading): AsyncGenerator<LogPart> {
    for await (const part of this.log.read(reading)) {
      this.count++;
      yield part;
    }
  }

  lastOf(writer: Writer): Promise<Appended | undefined> {
    return this.log.lastOf(writer);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

export async function until(isSo: () => boolean): Promise<void> {
  if (!(await waitUntil(isSo, 60_000))) throw new Error(`never: ${String(isSo)}`);
}

interface Following {
  readonly told: readonly string[];
  stop(): Promise<void>;
}

let ends: (() => Promise<void>)[] = [];

/** Ends all that is followed. */
export async function endAll(): Promise<void> {
  await Promise.all(ends.map((end) => end()));
  ends = [];
}

export function following(tenants: readonly Tenant[], againMs = 50): Following {
  const told: string[] = [];
  const ending = new AbortController();
  const done = followTenants({
    ...{ tenants, gates: GATES, program: '0.1.0', signal: ending.signal, againMs },
    onIncident: (tenant, { phase, code, message }) => told.push(`${tenant} ${phase} ${code}: ${message}`),
  });
  const stop = (): Promise<void> => {
    ending.abort();
    return done;
  };
  ends.push(stop);
  return { told, stop };
}

export async function alone(fund: MemoryFund, then: () => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const done = followEngine({
    ...fund.tenant('alone'),
    ...{ gates: GATES, program: '0.1.0', signal: ending.signal, onIncident: () => undefined },
  });
  await then();
  ending.abort();
  await done;
}

export const newFunds = (count: number, dir: string): readonly MemoryFund[] =>
  Array.from({ length: count }, (_, n) => new MemoryFund(n, dir));
