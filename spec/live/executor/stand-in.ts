import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { python } from './python';

const SCRIPT = join(__dirname, 'stand_in.py');

type BySymbol<T> = Readonly<Record<string, T>>;
type Factors = BySymbol<{ readonly expectancy: number; readonly router: number }>;

/** What the readers of an executor find. */
export interface Found {
  readonly router: {
    readonly proposed: BySymbol<object>;
    readonly risk_mode: string;
    readonly risk_mode_is_stale: boolean;
  };
  readonly dashboard: {
    readonly expectancy: BySymbol<number | null>;
    readonly is_mature: BySymbol<boolean | null>;
    readonly scores: BySymbol<number>;
    readonly weights: BySymbol<number>;
    readonly suggestions_are_stale: boolean;
    readonly factors: Factors;
  };
  /** What readers find that no variable moves. */
  readonly fixed: { readonly factors: Factors };
  /** What the recipe of our page says of each file. */
  readonly alive?: BySymbol<boolean>;
}

/** An executor in this directory, with these variables; its logs are in `logs`. */
export class StandIn {
  constructor(
    private readonly dir: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** One cycle of its own writers. */
  write(nowMs: number): void {
    this.run('write', nowMs, []);
  }

  /** What its readers find; with the recipe in the file `snippet`, whether that takes our files for current. */
  read(nowMs: number, snippet?: string): Found {
    return JSON.parse(this.run('read', nowMs, snippet === undefined ? [] : ['--snippet', snippet])) as Found;
  }

  private run(act: 'read' | 'write', nowMs: number, more: readonly string[]): string {
    const args = [SCRIPT, act, '--now', String(nowMs / 1000), ...more];
    const { status, stdout, stderr } = spawnSync(python() ?? 'python3', args, {
      ...{ cwd: this.dir, encoding: 'utf8' },
      env: { PATH: process.env['PATH'], ...this.env },
    });
    if (status !== 0) throw new Error(`stand_in.py ended with ${status}: ${stderr}`);
    return stdout;
  }
}
