import { statfs } from 'node:fs/promises';
import { reaching, UsageError } from './failures';
import { nearestThere } from './nearest-there';

// By the number that Linux gives of a file system (statfs(2)). FUSE may be a disk of this machine, and cannot be told
// from sshfs or a cloud bucket; 9p is what a virtual machine sees of its host's disk.
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB 2'],
  [0x65735546, 'FUSE'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
]);

/**
 * Refuses a directory that other machines may write as well: nothing keeps a process that was halted for an hour from
 * replacing a file there. Known on Linux; elsewhere all are let through. Throws a UsageError or a WorldError.
 */
export async function refuseNetworkFiles(dir: string, typeAt = typeOf): Promise<void> {
  const name = NETWORK.get(await reaching(dir, 'read', async () => typeAt(await nearestThere(dir))));
  if (name === undefined) return;
  throw new UsageError(
    `${dir} lies on ${name}, which other machines may write as well; allowed: a directory on a disk of this machine. Follow the engine on each machine that needs the files, or have intel mirror write them there`,
  );
}

async function typeOf(path: string): Promise<number> {
  return process.platform === 'linux' ? (await statfs(path)).type : 0;
}
