import { horizonMs, settingsFrom } from '../../model/fund/settings';
import type { CautionRecord, ReadArrival } from '../journal/journal-records';
import { hostIn } from './host-state';
import type { LogState } from './log-records';

/** Whether ticks wait for a host: the fund names it, and it is neither silent for too long nor forgotten. */
export function isWaitedFor(state: LogState, host: string): boolean {
  return state.fund?.hosts.includes(host) === true && hostIn(state, host).standing === 'waited_for';
}

/**
 * Up to where all hosts that are waited for have promised, epoch ms; never less than was promised before. A host that
 * has not promised anything yet holds it where it is.
 */
export function jointPromise(state: LogState): number {
  const { fund, ticks } = state;
  const promises = (fund?.hosts ?? [])
    .filter((host) => isWaitedFor(state, host))
    .map((host) => hostIn(state, host).promise ?? -Infinity);
  return promises.length === 0 ? ticks.watermark : Math.max(ticks.watermark, Math.min(...promises));
}

/** The cautions of hosts that are silent, and what the hosts are once they are told: at a tick, and again before they leave the horizon. */
export function cautionsOfSilence(
  { fund, hosts }: LogState,
  ticked: number,
): { readonly hosts: LogState['hosts']; readonly cautions: readonly CautionRecord[] } {
  const silent = Object.entries(hosts).filter(([, { standing }]) => standing === 'lapsed');
  if (fund === undefined || silent.length === 0) return { hosts, cautions: [] };
  const againMs = horizonMs(settingsFrom(fund.config.files.settings)) / 2;
  const due = silent.filter(([, { told }]) => told === null || ticked - told >= againMs);
  return {
    hosts: {
      ...hosts,
      ...Object.fromEntries(due.map(([host, known]) => [host, { ...known, told: ticked }])),
    },
    cautions: due.map(([host]) => cautionOf(host, ticked)),
  };
}

/** Takes back the cautions of those of these hosts that are silent. */
export function liftedCautions(state: LogState, hosts: readonly string[]): readonly CautionRecord[] {
  return hosts
    .filter((host) => hostIn(state, host).told !== null)
    .map((host) => ({ ...cautionOf(host, state.ticks.ticked), incomplete: false, lifted: true }));
}

/** Whether a record is a caution that the log itself tells or takes back: what a host writes under its code counts for nobody. */
export function isCautionOfLog(record: ReadArrival): boolean {
  return record.kind === 'caution' && LOG_CODES.has(record.code.replace(/:.*/s, ''));
}

const LOG_CODES: ReadonlySet<string> = new Set(['host_silent', 'log_damaged', 'log_gap']);

/** Whether a host takes back a caution that another host stands by: of one code they are one caution to the reader. */
export function isOthersCaution({ hosts }: LogState, host: string, record: ReadArrival): boolean {
  if (record.kind !== 'caution' || record.lifted !== true) return false;
  const others = Object.entries(hosts).filter(([name]) => name !== host);
  return others.some(
    ([, { journal }]) => journal.cautions?.some(({ code }) => code === record.code) === true,
  );
}

function cautionOf(host: string, ts: number): CautionRecord {
  return { kind: 'caution', ts, code: `host_silent:${host}`, incomplete: true };
}
