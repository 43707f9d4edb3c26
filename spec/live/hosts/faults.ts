import type { Chance } from '../chaos/chance';
import { sleep } from '../chaos/live-process';
import { SILENCE_S, type Fund } from './fund';
import type { KeptProcess } from './kept-process';

const LEASE_MS = 6000;

/** What befell a fund, and when. */
export interface Happened {
  readonly atMs: number;
  readonly what: string;
}

/**
 * What befalls a fund, by a seed: three courses at once. A ship is stopped until its turn has gone to the next; a host
 * is silent until ticks go on without it; processes and the server are killed, and the config changes. Each fault comes
 * at least once, however short the time.
 */
export class Faults {
  readonly happened: Happened[] = [];
  private readonly untilMs: number;

  constructor(
    private readonly fund: Fund,
    private readonly chance: Chance,
    forMs: number,
  ) {
    this.untilMs = Date.now() + forMs;
  }

  async all(): Promise<void> {
    await Promise.all([
      this.course([() => this.zombie()], 1500),
      this.course([() => this.silentHost()], 1500),
      this.course(
        [
          () => this.killServer(),
          () => this.kill(this.fund.followers, 'one'),
          () => this.killServer(),
          () => this.kill(this.fund.followers, 'pair'),
          () => this.changeConfig(),
          () => this.kill(this.fund.ships, 'ship'),
        ],
        1200,
      ),
    ]);
  }

  private async course(
    faults: readonly [() => Promise<void>, ...(() => Promise<void>)[]],
    mostMs: number,
  ): Promise<void> {
    for (const fault of this.shuffled(faults)) {
      await sleep(this.chance.between(0, mostMs));
      await fault();
    }
    // Then with time in between, so that hosts are heard as well.
    for (;;) {
      await sleep(this.chance.between(500, 5000));
      if (Date.now() > this.untilMs) return;
      await this.chance.oneOf(faults)();
    }
  }

  private shuffled<T>(items: readonly T[]): readonly T[] {
    return items
      .map((item) => ({ item, at: this.chance.share() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  private note(what: string): void {
    this.happened.push({ atMs: Date.now(), what });
  }

  // It has the turn while it does not write, and wakes when the other has it.
  private async zombie(): Promise<void> {
    const ships = this.fund.ships.filter(({ name }) => name.startsWith('ship a'));
    const holder = ships.find(({ status }) => JSON.stringify(status).includes('"turn":"held"')) ?? ships[0];
    if (holder === undefined) return;
    const ms = this.chance.between(LEASE_MS + 1500, LEASE_MS + 4000);
    this.note(`${holder.name} is stopped for ${Math.round(ms)} ms`);
    await holder.halt(ms);
  }

  private async silentHost(): Promise<void> {
    const ship = this.fund.ships.find(({ name }) => name === 'ship b');
    const ms = this.chance.between(1000 * SILENCE_S + 1500, 1000 * SILENCE_S + 4000);
    this.note(`host b is silent for ${Math.round(ms)} ms`);
    await ship?.restart(ms);
  }

  private async kill(among: readonly KeptProcess[], name: string): Promise<void> {
    const running = among.filter((each) => each.name.includes(name) && each.pid !== 0 && !each.isHalted);
    const victim = running[this.chance.whole(0, running.length)];
    if (victim === undefined) return;
    this.note(`${victim.name} is killed`);
    await victim.restart(this.chance.between(100, 1000));
  }

  private async killServer(): Promise<void> {
    const ms = this.chance.between(200, 2500);
    this.note(`the server is killed for ${Math.round(ms)} ms`);
    await this.fund.server.end();
    await sleep(ms);
    await this.fund.server.run();
  }

  private async changeConfig(): Promise<void> {
    const settings = {
      r_clip: this.chance.oneOf([2, 3, 4, 5]),
      horizon: this.chance.oneOf(['90m', '2h', '3h']),
    };
    this.note(`the config changes to ${JSON.stringify(settings)}`);
    await this.fund.configure(settings);
  }
}
