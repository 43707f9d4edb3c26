import { cpuOf } from './cpu-of';
import { print } from '../figures';
import { endLive, isTicking, startLive } from '../live-child';
import { inPlace, inProcess, PROGRAM, TICKING } from '../place';

const PER_SECOND = 100;
const WARM_S = 20;
const MEASURED_S = 40;

/** What live costs at 100 lines a second, one append each. */
export async function load(): Promise<void> {
  const rows = [];
  for (const [what, settings] of [
    ['tick 1 s', TICKING],
    ['tick 5 s, the default', {}],
  ] as const)
    rows.push([what, `${((100 * (await cpuMs(settings))) / (MEASURED_S * 1000)).toFixed(1)} %`]);
  print(`(f) ${PER_SECOND} lines a second, ${MEASURED_S} s: CPU of one core, user and system (goal < 15 %)`, [
    ['', 'CPU'],
    ...rows,
  ]);
}

function cpuMs(settings: object): Promise<number> {
  return inPlace(settings, async (dir) => {
    const live = startLive({ dir, program: PROGRAM });
    try {
      if (!(await isTicking(dir))) throw new Error(`no tick came: ${live.err()}`);
      const appended = (seconds: number, from: number): Promise<unknown> =>
        inProcess('appender.ts', [dir, 'plain', seconds * PER_SECOND, PER_SECOND, from]);
      await appended(WARM_S, 0);
      const before = cpuOf(live.pid);
      await appended(MEASURED_S, WARM_S * PER_SECOND);
      return cpuOf(live.pid) - before;
    } finally {
      await endLive(live);
    }
  });
}
