import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { MirrorLoop } from '../../../../pipelines/hosts/engine/mirror-loop';
import type { OfferedFile } from '../../../../src/io/log/commit-log';
import { isoUtc } from '../../../../src/model/values/time';
import { MemoryOutlet } from '../../../io/log/memory-engine';
import { inMemoryDir } from '../../../live/drive';

/** A directory that mirrors an outlet in memory, on a hand clock. */

export const SCORES = 'symbol_scores_v6.json';
export const ALLOCATION = 'risk_allocation_suggestions_v6.json';
export const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };

/** A state file of this second, as an outlet offers it. */
export function file(seconds: number, name = SCORES, more: object = {}): OfferedFile {
  const metadata = { events_digest: 'x', config_digest: 'y' };
  const content = JSON.stringify({ as_of: isoUtc(seconds * 1000), metadata, ...more });
  return { name, asOfMs: seconds * 1000, content };
}

export class Mirrored {
  readonly outlet = new MemoryOutlet();
  /** Its incidents, as they were told. */
  readonly told: string[] = [];
  gates = GATES;
  private loop: MirrorLoop | undefined;
  private nowMs = 0;

  constructor(readonly out: string) {}

  async open(): Promise<void> {
    const { out, outlet, gates } = this;
    const wake = (): void => undefined;
    this.loop = await MirrorLoop.open(
      {
        ...{ out, outlet, gates, name: 'the outlet', silentMs: 60_000 },
        onIncident: ({ code, phase, message }) => this.told.push(`${phase} ${code}: ${message}`),
      },
      wake,
    );
  }

  /** Looks once, so much later. */
  async look(afterMs = 250): Promise<void> {
    if (this.loop === undefined) await this.open();
    this.nowMs += afterMs;
    await setImmediate();
    await this.loop?.cycle({ wallMs: this.nowMs, steadyMs: this.nowMs });
  }

  async close(): Promise<void> {
    await this.loop?.close();
    this.loop = undefined;
  }

  /** The bytes that it wrote; undefined for none. */
  at(name = SCORES): string | undefined {
    const path = join(this.out, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }
}

/** Runs `use` on a mirror of its own. */
export async function mirrored(use: (mirror: Mirrored) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const mirror = new Mirrored(join(dir, 'out'));
    await use(mirror);
    await mirror.close();
  });
}
