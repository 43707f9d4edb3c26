import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { codeOf, WorldError } from '../files/failures';

/** Where processes see one another: a PID namespace of one run of a machine. */
export interface PidSpace {
  readonly machine: string;
  /** The machine's run since it was last started; '' where it has no name. */
  readonly boot: string;
  readonly host: string;
  /** As in `readlink /proc/self/ns/pid`; '' where there are none. */
  readonly namespace: string;
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const MACHINE_ID = '/etc/machine-id';
const NAMESPACE = '/proc/self/ns/pid';
// The one that a Linux machine starts with, of the same number everywhere: what runs there is in no container.
const FIRST_NAMESPACE = 'pid:[4026531836]';

/** The space of this process. */
export async function thisSpace(): Promise<PidSpace> {
  const host = hostname();
  const boot = await textIn(BOOT_ID, /^[0-9a-f-]{36}$/, read);
  const machine = await textIn(MACHINE_ID, /^[0-9a-f]{32}$/, read);
  const namespace = await textIn(NAMESPACE, /^pid:\[\d+\]$/, readlink);
  return { machine: machine ?? boot ?? host, boot: boot ?? '', host, namespace: namespace ?? '' };
}

/** What a lock states of the space of its owner. An earlier version leaves out some of it. */
export type PartialSpace = { readonly boot: string } & Readonly<
  Partial<Record<keyof PidSpace, string | undefined>>
>;

/** Whether the processes of a space are seen from here. What its lock does not state is taken for the same. */
export function isSeen({ machine, boot, namespace }: PartialSpace, here: PidSpace): boolean {
  return (
    boot === here.boot &&
    (machine ?? here.machine) === here.machine &&
    (namespace ?? here.namespace) === here.namespace
  );
}

/** Whether a space is of an earlier run of this machine: what ran there is dead. */
export function isEarlierBoot({ machine, boot, host, namespace }: PartialSpace, here: PidSpace): boolean {
  // Its name too, and no container: images are copied with their machine id.
  const isMachine = (namespace ?? FIRST_NAMESPACE) === FIRST_NAMESPACE;
  return boot !== here.boot && machine === here.machine && host === here.host && isMachine;
}

/** Where a process runs that cannot be seen from here. */
export function spaceText({ machine, host = '?', namespace }: PartialSpace): string {
  if (machine === undefined) return 'another machine, or this one before its last boot';
  const inNamespace = namespace === undefined || namespace === '' ? '' : `, PID namespace ${namespace}`;
  return `machine ${host} (id ${machine})${inNamespace}`;
}

async function read(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).trim();
}

// Undefined only where there is none: a space must not pass for another because this process has too many files open.
async function textIn(
  path: string,
  form: RegExp,
  reading: (path: string) => Promise<string>,
): Promise<string | undefined> {
  try {
    const text = await reading(path);
    return form.test(text) ? text : undefined;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw new WorldError(path, 'read', error);
  }
}
