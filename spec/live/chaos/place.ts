import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../cli/built';

/** The directories of one run of live, and the files that the fund's own programs replace in them. */
export class Place {
  readonly logs: string;
  readonly execution: string;
  readonly state: string;
  readonly config: string;
  readonly out: string;
  readonly journal: string;
  readonly truth: string;

  constructor(readonly root: string) {
    this.logs = join(root, 'logs');
    this.execution = join(this.logs, 'execution');
    this.state = join(this.logs, 'state');
    this.config = join(root, 'config');
    this.out = join(root, 'out');
    this.journal = join(root, 'journal');
    this.truth = join(this.logs, 'truth.jsonl');
    for (const dir of [this.execution, this.state, this.config]) mkdirSync(dir, { recursive: true });
    for (const name of ['risk_limits.json', 'pairs_universe.json', 'strategy_registry.json'])
      writeFileSync(join(this.config, name), readFileSync(join(ROOT, 'config', name)));
  }

  /** The command's options. */
  get flags(): readonly string[] {
    const { logs, config, out, journal } = this;
    return ['--logs', logs, '--config', config, '--out', out, '--journal', journal];
  }

  /** Our own settings; every file is stamped anew at every tick, so that the four end with the same one. */
  settings(more: object): void {
    const settings = {
      windows: ['1h', 'last_50'],
      horizon: '2h',
      tick: '1s',
      lateness: '200ms',
      republish_every: '1s',
      history_every: '2s',
      ...more,
    };
    replace(join(this.config, 'execution_intel.json'), JSON.stringify(settings));
  }

  /** Our settings as they lie. */
  settingsNow(): object {
    const settings: unknown = JSON.parse(readFileSync(join(this.config, 'execution_intel.json'), 'utf8'));
    return typeof settings === 'object' && settings !== null ? settings : {};
  }

  /** The executor's nav.json, with a point for each moment (epoch ms). */
  nav(momentsMs: readonly number[]): void {
    const series = momentsMs.map((ms) => ({ ts: ms / 1000, equity: 100_000 + (ms % 977) }));
    const last = series.at(-1);
    replace(
      join(this.state, 'nav.json'),
      JSON.stringify({ equity: last?.equity, updated_ts: last?.ts, peak_equity: 101_000, series }),
    );
  }
}

/** Replaces a file as the fund's programs do: whole. */
function replace(path: string, content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
