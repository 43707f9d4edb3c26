import { STATE_FILES } from '../../operators/files/state-files';
import type { History } from '../../src/io/publish/history';
import type { Quarantine } from '../../src/io/publish/quarantine';
import { refuseOlder, writeStateFiles } from '../../src/io/publish/state-files';
import type { Frame } from '../graph/decide';
import { publicationsOf } from './publication';

/** What a replay has drafted beside the state files. */
export interface Drafts {
  readonly history?: History | undefined;
  readonly quarantine?: Quarantine | undefined;
  /** Replace state files that are of a later time. */
  readonly force?: boolean | undefined;
}

/** Puts the last frame of a replay in its place, and its drafts: all is on the disk before anything is replaced. */
export async function commitOutputs(
  outDir: string,
  frame: Frame,
  { history, quarantine, force }: Drafts,
): Promise<void> {
  if (force !== true) await refuseOlder(outDir, frame.asOf, Object.values(STATE_FILES));
  const last = publicationsOf(frame);
  // The last frame is always written, also where nothing but its stamps changed.
  for (const publication of last) history?.add(publication);
  history?.sync();
  await quarantine?.sync();
  await writeStateFiles(outDir, last);
  history?.commit();
  await quarantine?.commit();
}
