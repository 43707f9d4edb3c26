import { join } from 'node:path';
import { replaceAll } from '../atomic-write';
import { writeStateFiles, type StateFileText } from '../sinks/state-files';
import type { Health } from './health';
import { signatureOf } from './signature';

/** Replaces state files, and notices when somebody else has. */
export class StateWriter {
  private readonly ours = new Map<string, string>();

  constructor(private readonly outDir: string) {}

  /** Replaces these files. Gives the names of those that were not as we had left them. */
  async write(files: readonly StateFileText[]): Promise<readonly string[]> {
    const strange: string[] = [];
    for (const { name } of files) {
      const ours = this.ours.get(name);
      if (ours !== undefined && (await signatureOf(join(this.outDir, name))) !== ours) strange.push(name);
    }
    await writeStateFiles(this.outDir, files);
    for (const { name } of files) this.ours.set(name, await signatureOf(join(this.outDir, name)));
    return strange;
  }

  /** Replaces the status file, which no number depends on. */
  async writeStatus(health: Health): Promise<void> {
    const text = `${JSON.stringify({ pid: process.pid, ...health })}\n`;
    await replaceAll([{ path: join(this.outDir, STATUS_FILE), content: text }]);
  }
}

export const STATUS_FILE = 'intel_status.json';
