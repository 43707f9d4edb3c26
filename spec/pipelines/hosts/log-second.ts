import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostsLog } from '../../../pipelines/hosts/hosts-log';
import { STATE_FILES } from '../../../operators/files/state-files';
import type { CommitLog } from '../../../src/io/log/commit-log';
import type { Health } from '../../../src/io/publish/health';
import type { Incident } from '../../../src/io/publish/incidents';
import { FollowerLives } from '../journal/follower-lives';

const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };

/** A follower of a log, in a directory of its own, on a hand clock. */
export class LogSecond {
  readonly incidents: Incident[] = [];
  private readonly lives: FollowerLives;
  private nowMs = 0;

  constructor(
    log: CommitLog,
    readonly out: string,
    standsBy = false,
  ) {
    this.lives = new FollowerLives({
      ...{ out, gates: GATES, standsBy },
      sourceOf: () => new HostsLog({ log, name: 'the log', program: '0.1.0' }, () => undefined),
      onIncident: (incident) => this.incidents.push(incident),
    });
  }

  async lookAt(nowMs: number): Promise<void> {
    this.nowMs = nowMs;
    await this.lives.lookAt(nowMs);
  }

  /** Has who stands by look alone. */
  standBy(): Promise<void> {
    return this.lives.standBy();
  }

  /** As after a kill -9. */
  crash(): void {
    this.lives.crash();
  }

  close(): Promise<void> {
    return this.lives.close();
  }

  get health(): Health | undefined {
    return this.lives.healthAt(this.nowMs);
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
