import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StateFiles } from '../../../../operators/files/state-files';
import type { PageModel } from '../../../../src/dashboard/model/page-model';
import { STATUS_FILE } from '../../../../src/io/publish/state-writer';
import { isoUtc } from '../../../../src/model/values/time';
import { modelOf } from '../states';

/** The model of files that live keeps current, all gates on. */
export function liveModelOf(files: StateFiles, frames: readonly number[] = []): PageModel {
  const model = modelOf(files, frames);
  const gates = { enabled: true, router_autotune: true, feedback_allocator: true };
  const live = { state: 'live', running: true, written_ms: model.header.now_ms, gates };
  return { ...model, header: { ...model.header, live } };
}

/** Says in a state directory that live has kept it, though it does not run now. */
export function writeLiveStatus(dir: string, ms: number): void {
  writeFileSync(join(dir, STATUS_FILE), JSON.stringify({ state: 'live', written: isoUtc(ms) }));
}
