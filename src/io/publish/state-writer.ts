import { join } from 'node:path';
import { replaceAll } from '../files/atomic';
import { unfenced } from '../files/fence';
import { writeStateFiles, type StateFileWrite } from './state-files';
import type { Health } from './health';
import { readSignature } from '../files/signature';

/** Replaces state files, and notices when somebody else has. */
export class StateWriter {
  private readonly signatures = new Map<string, string>();

  constructor(
    private readonly outDir: string,
    private readonly fence = unfenced,
  ) {}

  /** Replaces these files. Returns the names of those that another process had changed. */
  async write(files: readonly StateFileWrite[]): Promise<readonly string[]> {
    const overwritten: string[] = [];
    for (const { name } of files) {
      const left = this.signatures.get(name);
      if (left !== undefined && readSignature(join(this.outDir, name)) !== left) overwritten.push(name);
    }
    // How far a failed write came is unknown.
    for (const { name } of files) this.signatures.delete(name);
    await writeStateFiles(this.outDir, files, [], this.fence);
    for (const { name } of files) this.signatures.set(name, readSignature(join(this.outDir, name)));
    return overwritten;
  }

  /** Replaces the status file, which no number depends on. */
  async writeStatus(health: Health): Promise<void> {
    const text = `${JSON.stringify({ pid: process.pid, ...health })}\n`;
    await replaceAll([{ path: join(this.outDir, STATUS_FILE), content: text }], this.fence);
  }
}

export const STATUS_FILE = 'intel_status.json';
