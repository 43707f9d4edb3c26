import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HostsLog } from '../../../pipelines/hosts/hosts-log';
import { JournalFollower } from '../../../pipelines/live/journal-follower';
import { STATE_FILES } from '../../../operators/files/state-files';
import type { CommitLog } from '../../../src/io/log/commit-log';
import type { Health } from '../../../src/io/publish/health';
import type { Incident } from '../../../src/io/publish/incidents';

const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };

/** A follower of a log, in a directory of its own, on a hand clock. */
export class LogSecond {
  readonly incidents: Incident[] = [];
  private follower: JournalFollower | undefined;
  private nowMs = 0;

  constructor(
    private readonly log: CommitLog,
    readonly out: string,
  ) {}

  async lookAt(nowMs: number): Promise<void> {
    this.nowMs = nowMs;
    const source = new HostsLog({ log: this.log, name: 'the log', program: '0.1.0' }, () => undefined);
    const onIncident = (incident: Incident): void => {
      this.incidents.push(incident);
    };
    this.follower ??= await JournalFollower.open({ source, out: this.out, gates: GATES, onIncident });
    await this.follower.cycle({ wallMs: nowMs, steadyMs: nowMs });
  }

  /** As after a kill -9. */
  crash(): void {
    this.follower = undefined;
    rmSync(join(this.out, '.intel.lock'), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.follower?.close({ wallMs: this.nowMs, steadyMs: this.nowMs });
  }

  get health(): Health | undefined {
    return this.follower?.health({ wallMs: this.nowMs, steadyMs: this.nowMs });
  }

  /** The state files and what was published, by name. */
  get files(): Readonly<Record<string, string>> {
    const names = [...Object.values(STATE_FILES), join('history', 'published.jsonl')];
    return Object.fromEntries(
      names.flatMap((name) =>
        existsSync(join(this.out, name)) ? [[name, readFileSync(join(this.out, name), 'utf8')]] : [],
      ),
    );
  }

  /** Each file and moment that was published, in order. */
  get published(): readonly (readonly [file: string, asOf: string])[] {
    const lines = (this.files[join('history', 'published.jsonl')] ?? '').split('\n').slice(0, -1);
    return lines.map((line) => {
      const { file, as_of } = JSON.parse(line) as { file: string; as_of: string };
      return [file, as_of] as const;
    });
  }

  get codes(): readonly string[] {
    return this.incidents.map(({ code }) => code);
  }
}
