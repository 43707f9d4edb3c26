import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, own, textOf } from '../../../src/model/values/json';
import { inTempDir } from '../../io/temp-dir';
import { Chance } from '../../live/chaos/chance';
import { sleep, until } from '../../live/chaos/live-process';
import { parsed } from '../../live/chaos/parsed';
import { Fund, SILENCE_S, usual } from '../../live/hosts/fund';
import { epochMs, print, spread } from '../figures';

const ROUNDS = 5;
const LOOK_MS = 10;
// So long is the usual step between two ticks.
const TICK_MS = 1000;

/** For how long the files of a follower stay as they are when a process is killed, with a tick of a second. */
export async function takeOvers(): Promise<void> {
  await inTempDir({}, async (root) => {
    const fund = await Fund.make(root, usual(), new Chance(1));
    try {
      // No host is silent while another ship waits for its turn.
      await fund.configure({}, 60);
      fund.nav([Date.now()]);
      fund.executors.start();
      for (const each of fund.processes) each.start();
      await ticking(fund, 'one');
      await ticking(fund, 'pair');
      const rows = [
        ['nothing', ...spread(await steps(fund, 'one', () => sleep(3000)))],
        [
          'follower killed, another stands by',
          ...spread(await steps(fund, 'pair', () => killFollower(fund))),
        ],
        ['server killed, up again after 500 ms', ...spread(await steps(fund, 'one', () => killServer(fund)))],
        [
          'ship killed, another waits for its turn',
          ...spread(await steps(fund, 'one', () => killShip(fund))),
        ],
      ];
      await fund.configure({});
      rows.push([
        `host silent, which is told after ${SILENCE_S} s`,
        ...spread(await steps(fund, 'one', () => silence(fund))),
      ]);
      print(`(a) the longest step between two ticks of ${TICK_MS / 1000} s, of ${ROUNDS} rounds each`, [
        ['', 'median', 'p99', 'longest'],
        ...rows,
      ]);
    } finally {
      await fund.kill();
    }
  });
}

/** The longest step between two replacements of a file, for each of so many rounds of a fault. */
async function steps(fund: Fund, out: string, fault: () => Promise<void>): Promise<readonly number[]> {
  const longest: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await ticking(fund, out);
    const watch = new Steps(fund.outOf(out));
    await sleep(1500);
    await fault();
    await ticking(fund, out);
    longest.push(await watch.stop());
  }
  return longest;
}

class Steps {
  private isWatching = true;
  private readonly done: Promise<number>;

  constructor(private readonly out: string) {
    this.done = this.watch();
  }

  stop(): Promise<number> {
    this.isWatching = false;
    return this.done;
  }

  private async watch(): Promise<number> {
    let [last, sinceMs, longest] = [asOfIn(this.out), epochMs(), 0];
    while (this.isWatching) {
      await sleep(LOOK_MS);
      const now = asOfIn(this.out);
      if (now !== last) [last, sinceMs, longest] = [now, epochMs(), Math.max(longest, epochMs() - sinceMs)];
    }
    return longest;
  }
}

/** Waits for some ticks of all hosts. */
async function ticking(fund: Fund, out: string): Promise<void> {
  const afterMs = Date.now() + 2 * TICK_MS;
  const isSo = (): boolean => Date.parse(asOfIn(fund.outOf(out)) ?? '') > afterMs && !isIncomplete(fund, out);
  if (!(await until(isSo))) throw new Error(`${out} does not tick`);
}

function isIncomplete(fund: Fund, out: string): boolean {
  return !fund.followers.some(
    ({ state, status }) => state === fund.outOf(out) && own(status, 'complete') === true,
  );
}

function asOfIn(out: string): string | undefined {
  try {
    const file = parsed(readFileSync(join(out, 'expectancy_v6.json'), 'utf8'));
    return isObject(file) ? textOf(own(file, 'as_of')) : undefined;
  } catch {
    return undefined;
  }
}

async function killShip(fund: Fund): Promise<void> {
  const ships = fund.ships.filter(({ name }) => name.startsWith('ship a'));
  const holds = (each: (typeof ships)[number]): boolean => {
    const ship = own(each.status, 'ship');
    return isObject(ship) && own(ship, 'turn') === 'held';
  };
  const holder = ships.find(holds);
  if (holder === undefined) throw new Error('no ship has the turn of host a');
  await holder.kill();
  const next = ships.find((each) => each !== holder);
  if (!(await until(() => next !== undefined && holds(next)))) throw new Error('nobody took the turn');
  holder.start();
}

async function silence({ ships }: Fund): Promise<void> {
  await ships.find(({ name }) => name === 'ship b')?.restart(9000);
}

async function killFollower(fund: Fund): Promise<void> {
  const holder = fund.followers.find(
    ({ name, status }) => name.includes('pair') && own(status, 'last_tick') !== undefined,
  );
  if (holder === undefined) throw new Error('nobody has the directory of the pair');
  await holder.restart(3000);
}

async function killServer({ server }: Fund): Promise<void> {
  await server.end();
  await sleep(500);
  await server.run();
}
