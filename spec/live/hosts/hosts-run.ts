import { openedEngine } from '../../io/log/nats/nats-fund';
import { own, textOf } from '../../../src/model/values/json';
import { Chance } from '../chaos/chance';
import { sleep, until } from '../chaos/live-process';
import { Watcher } from '../chaos/watcher';
import { Faults } from './faults';
import { Fund, OUTS, type Programs } from './fund';
import { judge, type Judgement } from './judge';
import type { KeptProcess } from './kept-process';

export interface HostsRunOptions {
  readonly programs: Programs;
  /** An empty directory. */
  readonly root: string;
  readonly seed: number;
  /** For how long things happen. */
  readonly seconds: number;
}

const FENCED = 9;
/** What is told of faults that lose nothing. */
const CALM =
  /^(engine|shipping|turn|rotation|stopped|log|FencedError|journal|following|standby|config|not_named|no_journal|nav|(order_metrics|orders_executed)_(missing|chain)|host_(silent|behind)|commits_refused|outlet|weight_zero|risk_mode|journal_silent)$/;
const NAV_MS = 700;
const WATCH_MS = 40;

/** A fund of two hosts lives through what befalls it; then everything it left is judged. */
export async function hostsRun(options: HostsRunOptions): Promise<Judgement> {
  const chance = new Chance(options.seed);
  const fund = await Fund.make(options.root, options.programs, new Chance(options.seed + 1));
  try {
    return await lived(fund, chance, options);
  } finally {
    await fund.kill();
  }
}

async function lived(fund: Fund, chance: Chance, { seconds }: HostsRunOptions): Promise<Judgement> {
  const startedMs = Date.now();
  const navMs = [startedMs];
  fund.nav(navMs);
  // The server is away at the start, and nothing is configured.
  await fund.server.end();
  fund.executors.start();
  for (const each of fund.processes) each.start();
  await sleep(chance.between(500, 1500));
  await fund.server.run();
  await fund.configure({});
  const watchers = OUTS.map((out) => new Watcher(fund.outOf(out), WATCH_MS));
  const complaints: string[] = [];
  if (!(await until(() => fund.followers.some(({ status }) => typeof own(status, 'last_tick') === 'string'))))
    complaints.push('no follower began');
  const writing = setInterval(() => {
    fund.nav((navMs.push(Date.now()), navMs));
  }, NAV_MS);
  const faults = new Faults(fund, chance, 1000 * seconds);
  await faults.all();
  clearInterval(writing);
  fund.nav((navMs.push(Date.now()), navMs));
  await fund.executors.stop();
  const endMs = Date.now();
  if (!(await until(() => OUTS.every((out) => isAtRest(fund, out, endMs)))))
    complaints.push('did not come to rest');
  for (const each of [...fund.followers, ...fund.ships]) {
    const code = await each.end();
    if (code !== 0) complaints.push(`${each.name} ended with ${String(code)}: ${each.said.slice(-300)}`);
  }
  for (const watcher of watchers) {
    await watcher.stop();
    complaints.push(...watcher.complaints);
  }
  for (const each of fund.processes) {
    for (const code of each.ends)
      if (code !== FENCED) complaints.push(`${each.name} ended by itself with ${String(code)}`);
    for (const code of each.codes().keys())
      if (!CALM.test(code))
        complaints.push(
          `${each.name} told ${each.said.split('\n').find((line) => line.includes(code)) ?? code}`,
        );
  }
  const engine = await openedEngine(fund.engine);
  try {
    const judged = await judge(fund, engine.log);
    return {
      complaints: [...complaints, ...judged.complaints],
      story: [
        `${Math.round((Date.now() - startedMs) / 1000)} s: ${judged.story}`,
        ...faults.happened.map(({ atMs, what }) => `${((atMs - startedMs) / 1000).toFixed(1)} s: ${what}`),
        ...fund.processes.map((each) => `${each.name}: ${toldBy(each)}`),
      ].join('\n  '),
    };
  } finally {
    await engine.close();
  }
}

/** Whether a follower of this directory has answered a tick after this moment, for which all hosts were heard. */
function isAtRest(fund: Fund, out: string, endMs: number): boolean {
  return fund.followers.some(({ state, status }) => {
    const tickedMs = Date.parse(textOf(own(status, 'last_tick')) ?? '');
    return state === fund.outOf(out) && tickedMs > endMs && own(status, 'complete') === true;
  });
}

function toldBy(each: KeptProcess): string {
  const ends = each.ends.length === 0 ? '' : `ended ${each.ends.map(String).join(', ')}; `;
  return `${ends}told ${[...each.codes()].map(([code, count]) => `${code} ${count}`).join(', ')}`;
}
