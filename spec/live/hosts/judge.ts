import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../../../pipelines/journal/verify';
import { replay } from '../../../pipelines/replay/replay';
import { loadDesk } from '../../../src/io/config/load-desk';
import type { CommitLog } from '../../../src/io/log/commit-log';
import { journalOfLog } from '../../../src/io/log/log-reader';
import { isObject, own, textOf } from '../../../src/model/values/json';
import { parseTimestamp } from '../../../src/model/values/time';
import { differing, historyOrdered, momentOf, noDrafts, rawOf, said } from '../chaos/oracle';
import { parsed } from '../chaos/parsed';
import { eventsAmong, faultsAmong, linesOf, STEMS, surplus } from '../chaos/truth';
import { countedRows } from './counted-rows';
import type { DealtRow } from './executors';
import { HOSTS, OUTS, type Fund } from './fund';

export interface Judgement {
  /** All that is wrong, in words. */
  readonly complaints: readonly string[];
  /** What was compared, for a person to read. */
  readonly story: string;
}

/** Judges what a fund left. All its processes must have ended. */
export async function judge(fund: Fund, log: CommitLog): Promise<Judgement> {
  const { rows } = fund.executors;
  const counted = await countedRows(log);
  const usable = HOSTS.flatMap((host) =>
    eventsAmong(rows.filter((row) => row.host === host)).map((line) => `${host} ${line}`),
  );
  const complaints = [
    ...said('lost', surplus(usable, counted.lines)),
    ...said('counted and never written, or twice', surplus(counted.lines, usable)),
    ...quarantined(fund, rows),
    ...noDrafts([...OUTS.map((out) => fund.outOf(out)), ...fund.ships.map(({ state }) => state)]),
  ];
  let compared = 0;
  for (const out of OUTS) {
    const about = (complaint: string): string => `${out}: ${complaint}`;
    complaints.push(...historyOrdered({ out: fund.outOf(out) }).map(about));
    complaints.push(...(await asReplayed(fund, log, out)).map(about));
    const verified = await verify(journalOfLog(log), fund.outOf(out));
    compared += verified.compared;
    if (verified.difference !== undefined)
      complaints.push(about(`verify: ${JSON.stringify(verified.difference)}`));
    complaints.push(...verified.damage.map((message) => about(`verify: ${message}`)));
  }
  const alike = publishedAlike(fund);
  const { commits, refused, messages, bytes } = counted;
  return {
    complaints: [...complaints, ...alike.complaints],
    story: `${rows.length} rows in ${commits} commits, ${refused} refused, ${messages} messages of ${bytes} bytes; ${alike.shared} of ${alike.all} published files are of a moment that several followers published; ${compared} compared with a replay of the log`,
  };
}

/** Each fault lies in a quarantine of its host, once or, where its ship was killed before it could say so, again. */
function quarantined(fund: Fund, rows: readonly DealtRow[]): readonly string[] {
  const kept = fund.ships.flatMap(({ state }) =>
    readdirSync(state).includes('quarantine.jsonl')
      ? linesOf(join(state, 'quarantine.jsonl')).map((line) => rawOf(JSON.parse(line)))
      : [],
  );
  const faults = faultsAmong(rows);
  return [
    ...said('not in quarantine', surplus(faults, kept)),
    ...said('in quarantine and not unusable', surplus([...new Set(kept)], faults)),
  ];
}

/** The files of a follower are of one tick, and are byte for byte what a replay of the logs of all hosts gives then. */
async function asReplayed(fund: Fund, log: CommitLog, out: string): Promise<readonly string[]> {
  const { asOf, complaints } = momentOf(fund.outOf(out));
  if (asOf === undefined) return complaints;
  const { desk, problems } = await loadDesk(fund.config);
  if (desk === undefined) return [`the config is not sound at the end: ${JSON.stringify(problems)}`];
  const replayed = join(fund.root, 'replayed', out);
  rmSync(replayed, { recursive: true, force: true });
  const logs = HOSTS.map((host) => plainLogs(fund, host));
  await replay({
    logs,
    desk,
    snapshots: journalOfLog(log),
    out: replayed,
    asOf: parseTimestamp(asOf),
    now: Date.now(),
  });
  return differing(fund.outOf(out), replayed);
}

// The chain may have lost its first rows by now; the plain files of this directory have all of them.
function plainLogs(fund: Fund, host: string): string {
  const dir = join(fund.root, 'plain', host);
  mkdirSync(join(dir, 'execution'), { recursive: true });
  for (const stem of STEMS) {
    const own = fund.executors.rows.filter((row) => row.host === host && row.log === stem);
    writeFileSync(join(dir, 'execution', `${stem}.jsonl`), own.map(({ line }) => `${line}\n`).join(''));
  }
  return dir;
}

interface Alike {
  readonly complaints: readonly string[];
  readonly all: number;
  readonly shared: number;
}

/** What several followers published of one file and moment has the same bytes. */
function publishedAlike(fund: Fund): Alike {
  const known = new Map<string, string>();
  const complaints: string[] = [];
  let [all, shared] = [0, 0];
  for (const out of OUTS)
    for (const line of linesOf(join(fund.outOf(out), 'history', 'published.jsonl'))) {
      const value = parsed(line);
      if (!isObject(value)) continue;
      const place = `${String(own(value, 'file'))} of ${String(own(value, 'as_of'))}`;
      const digest = textOf(own(value, 'sha256')) ?? '';
      const before = known.get(place);
      all++;
      if (before !== undefined) shared++;
      if (before !== undefined && before !== digest) complaints.push(`${place}: ${out} differs from another`);
      known.set(place, digest);
    }
  if (shared === 0) complaints.push('no two followers published a file of one moment');
  return { complaints: complaints.slice(0, 5), all, shared };
}
