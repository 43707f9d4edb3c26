import { isoUtc } from '../../model/values/time';
import { strayFiles, strayText } from '../logs/stray-files';
import { Throttle } from './throttle';

const LOOK_MS = 60_000;

/** Looks now and then for files beside a log's chain that nobody reads. */
export class StrayWatch {
  /** Which files those are, in words. */
  problem: string | undefined;
  private readonly throttle = new Throttle(LOOK_MS);
  private told = '';

  constructor(
    private readonly dir: string,
    private readonly stem: string,
    private readonly backups: number,
  ) {}

  /** True when the reader of the output must be told: of each change, and once a day while they lie there. */
  async poll(nowMs: number): Promise<boolean> {
    if (!this.throttle.isDue(nowMs)) return false;
    const { dir, stem, backups, told } = this;
    const files = await strayFiles(dir, stem, backups);
    this.problem = files.length === 0 ? undefined : strayText(stem, files);
    this.told = this.problem === undefined ? '' : `${isoUtc(nowMs).slice(0, 10)} ${this.problem}`;
    return this.problem !== undefined && this.told !== told;
  }
}
