import { UsageError } from '../../io/files/failures';
import { checkEngine } from '../engine/check';
import { configureEngine } from '../engine/config';
import { forgetHost } from '../engine/forget';
import { initEngine } from '../engine/init';
import { makeKey } from '../engine/key';
import { tailEngine } from '../engine/tail';
import type { EngineFlags } from '../engine/with-engine';

interface ActionFlags {
  readonly engine?: string;
  readonly replicas?: string;
  readonly keep?: string;
  readonly config?: string;
  readonly hosts?: string;
  readonly snapshotsFrom?: string;
  readonly silence?: string;
  readonly from?: string;
  readonly end?: boolean;
}

interface EngineAction {
  readonly flags: readonly (keyof ActionFlags)[];
  /** What it is told beside its options. */
  readonly takes?: string;
  readonly act: (flags: ActionFlags & EngineFlags, name: string) => Promise<void>;
}

const ACTIONS: ReadonlyMap<string, EngineAction> = new Map<string, EngineAction>([
  ['init', { flags: ['engine', 'replicas', 'keep'], act: initEngine }],
  ['check', { flags: ['engine'], act: checkEngine }],
  ['config', { flags: ['engine', 'config', 'hosts', 'snapshotsFrom', 'silence'], act: configureEngine }],
  ['forget', { flags: ['engine'], takes: 'the name of a host', act: forgetHost }],
  ['tail', { flags: ['engine', 'from', 'end'], act: tailEngine }],
  ['key', { flags: [], takes: 'the name of a new file', act: (_, file) => makeKey(file) }],
]);

const OPTIONS: Readonly<Record<keyof ActionFlags, string>> = {
  ...{ engine: '--engine', replicas: '--replicas', keep: '--keep', config: '--config', hosts: '--hosts' },
  ...{ snapshotsFrom: '--snapshots-from', silence: '--silence', from: '--from', end: '--end' },
};

/** `intel engine`. */
export async function engineCommand(
  action: string | undefined,
  name: string | undefined,
  flags: ActionFlags,
): Promise<void> {
  const known = action === undefined ? undefined : ACTIONS.get(action);
  if (action === undefined || known === undefined)
    throw new UsageError(
      `the action was ${action === undefined ? 'missing' : `"${action}"`}; allowed: ${[...ACTIONS.keys()].join(', ')}`,
    );
  const { flags: taken, takes, act } = known;
  if (takes !== undefined && (name ?? '') === '')
    throw new UsageError(`intel engine ${action} needs ${takes}`);
  if (takes === undefined && name !== undefined)
    throw new UsageError(`intel engine ${action} takes no "${name}"`);
  for (const [flag, option] of Object.entries(OPTIONS))
    if (flag in flags && !taken.some((each) => each === flag))
      throw new UsageError(`${option} is no option of intel engine ${action}`);
  const { engine = '' } = flags;
  if (taken.includes('engine') && engine === '')
    throw new UsageError(`intel engine ${action} needs --engine, the engine.json of the fund`);
  await act({ ...flags, engine }, name ?? '');
}
