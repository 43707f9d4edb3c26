import { inflateRawSync } from 'node:zlib';
import type { CommitLog } from '../../../src/io/log/commit-log';
import { isObject, own, textOf } from '../../../src/model/values/json';

/** What lies in a log, read without the product's help but for the bytes. */
export interface CountedRows {
  /** `host log line` of each line in a commit that counts, as often as it does. */
  readonly lines: readonly string[];
  /** How many commits count, and how many were refused. */
  readonly commits: number;
  readonly refused: number;
  readonly messages: number;
  readonly bytes: number;
}

/**
 * Counts by the chain rule: of the commits of a host, in the order of the log, the first counts that has the next number
 * and names the seal of the one that counted last.
 */
export async function countedRows(log: CommitLog): Promise<CountedRows> {
  const last = new Map<string, { readonly number: number; readonly seal: string }>();
  const lines: string[] = [];
  let [commits, refused, messages, bytes] = [0, 0, 0, 0];
  for await (const part of log.read({ ends: true })) {
    if (part.kind !== 'appended') throw new Error(`the log has a ${part.kind}`);
    messages++;
    bytes += part.text.length;
    if (!part.writer.startsWith('j.')) continue;
    const host = part.writer.slice('j.'.length);
    const records = inflateRawSync(part.text)
      .toString()
      .trimEnd()
      .split('\n')
      .map((text): unknown => JSON.parse(text));
    const commit = records.at(-1);
    const before = last.get(host);
    const isNext =
      isObject(commit) &&
      own(commit, 'seq') === (before?.number ?? -1) + 1 &&
      own(commit, 'prev') === (before?.seal ?? null);
    if (!isNext) {
      refused++;
      continue;
    }
    commits++;
    last.set(host, { number: (before?.number ?? -1) + 1, seal: textOf(own(commit, 'sha256')) ?? '' });
    for (const record of records) {
      if (!isObject(record) || own(record, 'kind') !== 'rows') continue;
      const rows = own(record, 'lines');
      for (const line of Array.isArray(rows) ? rows : [])
        lines.push(`${host} ${String(own(record, 'source'))} ${String(line)}`);
    }
  }
  return { lines, commits, refused, messages, bytes };
}
