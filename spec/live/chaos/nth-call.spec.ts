import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { inMemoryDir } from '../drive';
import { Chance } from './chance';
import { judged, messages, play, playOn, whileDown, type Play } from './nth-run';
import type { Place } from './place';
import { builtProgram } from './program';
import { plantScenario } from './scenario';
import { linesOf } from './truth';

/**
 * The scenario with live killed at its n-th call of the file system, or that call failing. CHAOS_SEED chooses
 * at which calls.
 */

const SEED = Number(process.env['CHAOS_SEED'] ?? 1);
const HOW_MANY = runsOf('nthCall');
const WRITING = 'open,write,writeFile,appendFile,mkdir,rename,sync,datasync,truncate';
/** The tail has lost its place, or thinks so. */
const VERDICTS = /^(gap|truncate|recreate|fork|rollback|resurrect|archive|archive_damaged)$/;

// What could not be read at a start is told until the next one.
const ALL_IS_WELL = /^\{("standing_damaged":"[^"]*")?\}$/;

describe(`live, whatever call it ends or fails at (seed ${SEED})`, function () {
  this.timeout(Number.isFinite(HOW_MANY) ? 20_000 + HOW_MANY * 20_000 : 0);

  let program = '';
  let calls: readonly { readonly op: string; readonly onLogs: boolean }[] = [];

  // How many calls of these operations below these directories an undisturbed life makes.
  const callsOf = (ops: string, logs: boolean): number =>
    calls.filter(({ op, onLogs }) => onLogs === logs && (ops === '' || ops.split(',').includes(op))).length;

  async function each(
    ops: string,
    logs: boolean,
    share: number,
    use: (n: number, place: Place, shim: Readonly<Record<string, string>>) => Promise<readonly string[]>,
  ): Promise<void> {
    const last = callsOf(ops, logs);
    const count = Math.min(last, Math.ceil(HOW_MANY * share));
    const wrong: string[] = [];
    for (const n of new Chance(SEED).sample(count, last))
      await inMemoryDir(async (root) => {
        const place = plantScenario(root);
        const found = await use(n, place, shimOf(place, ops, logs));
        wrong.push(...found.map((what) => `call ${n} of ${last}: ${what}`));
      });
    expect(wrong).to.deep.equal([]);
  }

  before(async () => {
    program = builtProgram();
    await inMemoryDir(async (root) => {
      const place = plantScenario(root);
      const { out, journal, execution } = place;
      const trace = join(root, 'trace');
      const dirs = [out, journal, execution].join(':');
      const whole = await play(program, place, { SHIM_DIRS: dirs, SHIM_TRACE_FILE: trace });
      expect(await judged(place, whole)).to.deep.equal([]);
      calls = linesOf(trace).map((line) => {
        const [, op = '', path = ''] = line.split(' ');
        return { op, onLogs: path.startsWith(execution) };
      });
    });
  });

  it('counts each row once after a SIGKILL at call n', async () => {
    await each('', false, 1, async (n, place, shim) => {
      const first = await play(program, place, { ...shim, SHIM_KILL_AT: String(n) });
      const noted = whileDown(place, new Chance(SEED + n));
      return judged(place, first.ended ? first : await playOn(place), noted);
    });
  });

  if (HOW_MANY < 4) return;

  it('counts each row once after a SIGKILL at call n and others while it comes back', async () => {
    await each('', false, 0.5, async (n, place, shim) => {
      const chance = new Chance(SEED + n);
      let last = await play(program, place, { ...shim, SHIM_KILL_AT: String(n) });
      for (let more = 0; more < 2 && !last.ended; more++)
        last = await play(program, place, { ...shim, SHIM_KILL_AT: String(chance.whole(1, 120)) });
      const noted = whileDown(place, chance);
      return judged(place, last.ended ? last : await playOn(place), noted);
    });
  });

  for (const [errno, ops, length] of [
    ['EIO', '', 1],
    ['ENOSPC', WRITING, 1],
    ['ENOSPC', WRITING, 60],
  ] as const)
    it(`goes on when ${length === 1 ? 'call n fails' : `calls n to n + ${length - 1} fail`} with ${errno}`, async () => {
      await each(ops, false, 0.25, async (n, place, shim) => {
        const failing = Array.from({ length }, (_, i) => n + i).join();
        const whole = await play(program, place, { ...shim, SHIM_FAIL_AT: failing, SHIM_ERRNO: errno });
        return [...(await judged(place, whole)), ...wentOn(whole)];
      });
    });

  for (const errno of ['EACCES', 'EMFILE'])
    it(`draws no conclusion when call n on the logs fails with ${errno}`, async () => {
      await each('', true, 0.25, async (n, place, shim) => {
        const whole = await play(program, place, { ...shim, SHIM_FAIL_AT: String(n), SHIM_ERRNO: errno });
        const verdicts = whole.said.filter(({ code }) => VERDICTS.test(code ?? ''));
        return [
          ...(await judged(place, whole)),
          ...wentOn(whole),
          ...verdicts.map(({ code, message }) => `${code ?? ''}: ${message ?? ''}`),
        ];
      });
    });
});

function shimOf(place: Place, ops: string, logs: boolean): Readonly<Record<string, string>> {
  return { SHIM_OPS: ops, ...(logs ? { SHIM_DIRS: place.execution } : {}) };
}

// It may refuse to start, as a supervisor tries again; once it runs it must not end, and at the end all is well.
function wentOn({ said, err }: Play): readonly string[] {
  return [
    ...messages(said, 'cycle failed').map((message) => `live ended: ${message}`),
    ...messages(said, 'close failed').map((message) => `did not close: ${message}`),
    ...messages(said, 'warnings').filter((open) => !ALL_IS_WELL.test(open)),
    ...(err === '' ? [] : [err]),
  ];
}
