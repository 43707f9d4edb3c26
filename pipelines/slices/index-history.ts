import { join } from 'node:path';
import { nothingUsable } from '../../src/io/decode/tally';
import type { Fault } from '../../src/io/decode/fault';
import { DraftFile } from '../../src/io/files/draft-file';
import { replaceAll } from '../../src/io/files/atomic';
import { UsageError } from '../../src/io/files/failures';
import { refuseLiveOwner } from '../../src/io/lock/live-owner';
import { faultLines, QUARANTINE_FILE } from '../../src/io/publish/quarantine';
import { withReplay, type ReplayInput } from '../../src/io/replay/replay-sources';
import { indexText, type HistoryIndex } from '../../src/io/slices/history-index';
import { LogIndexing } from '../../src/io/slices/log-indexing';

/** The index of a history, in the directory that holds it. */
export const INDEX_FILE = 'index.json';

export interface IndexOptions extends Pick<
  ReplayInput,
  'logs' | 'asOf' | 'now' | 'settings' | 'threads' | 'onProgress'
> {
  readonly out: string;
}

/** Reads logs to their end, and writes what slices of their history need to know of them; the quarantine is that of the whole. */
export async function indexHistory(options: IndexOptions): Promise<HistoryIndex> {
  const { out, ...asked } = options;
  await refuseLiveOwner(out);
  const quarantine = new DraftFile(join(out, QUARANTINE_FILE));
  try {
    const index = await indexOf(asked, (fault) => {
      quarantine.write(faultLines([fault]));
    });
    const content = indexText(index);
    await replaceAll([{ path: join(out, INDEX_FILE), content }, quarantine], () => refuseLiveOwner(out));
    return index;
  } catch (error) {
    quarantine.abort();
    throw error;
  }
}

async function indexOf(
  asked: Omit<IndexOptions, 'out'>,
  onFault: (fault: Fault) => void,
): Promise<HistoryIndex> {
  const { settings, asOf, now } = asked;
  const { backups, max_line_bytes, max_future_s } = settings;
  const logs: LogIndexing[] = [];
  let firstFault: Fault | undefined;
  const input: ReplayInput = {
    ...asked,
    linesInPlace: true,
    picking: ({ root, stem }) => {
      const log = new LogIndexing(root, stem);
      logs.push(log);
      return {
        pick: (opened) => log.parts(opened),
        onBatch: (segment, batch) => {
          log.take(segment, batch);
        },
      };
    },
    onFault: (fault) => {
      firstFault ??= fault;
      onFault(fault);
    },
  };
  return withReplay(input, async (batch$, { tally, logCautions }) => {
    let latest = -Infinity;
    await batch$.forEach((batch) => {
      latest = Math.max(latest, batch.latest);
    });
    const first_ts = Math.min(...logs.map(({ firstTs }) => firstTs));
    const unusable = nothingUsable(tally, firstFault);
    if (unusable !== undefined || !Number.isFinite(first_ts))
      throw new UsageError(unusable ?? 'the logs hold no row; there is no history to index');
    return {
      format: 1,
      read_at_ts: now,
      as_of_ts: asOf ?? null,
      first_ts,
      end_ts: asOf ?? latest,
      rows: tally.rows,
      quarantined: tally.quarantined,
      settings: { backups, max_line_bytes, max_future_s },
      cautions: logCautions.map(({ code, incomplete }) => ({ code, incomplete })),
      logs: logs.map((log) => log.indexed()),
    };
  });
}
