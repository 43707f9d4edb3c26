import { isoUtc } from '../../model/values/time';
import { canBeListed, strayFiles, strayText } from '../logs/stray-files';
import { Throttle } from './throttle';

const LOOK_MS = 60_000;

/** Looks now and then for files beside a log's chain that nobody reads. */
export class StrayWatch {
  /** Which files those are, in words. */
  problem: string | undefined;
  private readonly throttle = new Throttle(LOOK_MS);
  private told = '';
  // How many looks in a row have surely found none.
  private looksWithout = 0;

  constructor(
    private readonly dir: string,
    readonly stem: string,
    private readonly backups: number,
  ) {}

  /**
   * `found`: the reader of the output must be told, of each change, and once a day while they lie there. `gone`: none
   * lies there, at this look and the one before.
   */
  async poll(nowMs: number): Promise<'found' | 'gone' | undefined> {
    if (!this.throttle.isDue(nowMs)) return undefined;
    const { dir, stem, backups, told } = this;
    const files = await strayFiles(dir, stem, backups);
    this.problem = files.length === 0 ? undefined : strayText(stem, files);
    this.told = this.problem === undefined ? '' : `${isoUtc(nowMs).slice(0, 10)} ${this.problem}`;
    this.looksWithout = files.length === 0 && (await canBeListed(dir)) ? this.looksWithout + 1 : 0;
    if (this.looksWithout > 1) return 'gone';
    return this.problem !== undefined && this.told !== told ? 'found' : undefined;
  }
}
