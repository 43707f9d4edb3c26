import { join } from 'node:path';
import { replaceAll } from '../files/atomic';
import { WorldError } from '../files/failures';
import { writeStateFiles, type StateFileWrite } from './state-files';
import type { Health } from './health';
import { signatureOf } from '../files/signature';

/** Replaces state files, and notices when somebody else has. */
export class StateWriter {
  private readonly signatures = new Map<string, string>();

  constructor(private readonly outDir: string) {}

  /** Replaces these files. Gives the names of those that were not as we had left them. */
  async write(files: readonly StateFileWrite[]): Promise<readonly string[]> {
    const overwritten: string[] = [];
    for (const { name } of files) {
      const left = this.signatures.get(name);
      if (left !== undefined && this.signature(name) !== left) overwritten.push(name);
    }
    // Of a write that fails nobody knows how far it came.
    for (const { name } of files) this.signatures.delete(name);
    await writeStateFiles(this.outDir, files);
    for (const { name } of files) this.signatures.set(name, this.signature(name));
    return overwritten;
  }

  /** Replaces the status file, which no number depends on. */
  async writeStatus(health: Health): Promise<void> {
    const text = `${JSON.stringify({ pid: process.pid, ...health })}\n`;
    await replaceAll([{ path: join(this.outDir, STATUS_FILE), content: text }]);
  }

  private signature(name: string): string {
    const path = join(this.outDir, name);
    try {
      return signatureOf(path);
    } catch (error) {
      throw new WorldError(path, 'read', error);
    }
  }
}

export const STATUS_FILE = 'intel_status.json';
