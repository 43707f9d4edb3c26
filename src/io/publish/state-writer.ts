import { join } from 'node:path';
import { replaceAll } from '../files/atomic';
import { unfenced } from '../files/fence';
import { buildInfo } from '../files/package-root';
import { readSignature } from '../files/signature';
import type { Health, ShipHealth } from './health';
import { writeStateFiles, type StateFileWrite } from './state-files';

/** Replaces state files, and notices when somebody else has. Whoever wants to know of what it has written is told. */
export class StateWriter {
  private readonly signatures = new Map<string, string>();
  private readonly toReplace = new Set<string>();
  private readonly changes = new Map<string, number>();

  constructor(
    private readonly outDir: string,
    private readonly fence = unfenced,
    private readonly onWritten: (files: readonly StateFileWrite[]) => void = () => undefined,
  ) {}

  /** Begins to watch these files as they lie there. Throws a WorldError. */
  watch(names: readonly string[]): void {
    for (const name of names) this.signatures.set(name, this.signatureOf(name));
  }

  /** How often others changed or removed each file, as far as it was noticed. Throws a WorldError. */
  findChanges(): ReadonlyMap<string, number> {
    for (const [name, known] of this.signatures) {
      const present = this.signatureOf(name);
      if (present === known) continue;
      this.signatures.set(name, present);
      this.toReplace.add(name);
      this.changes.set(name, (this.changes.get(name) ?? 0) + 1);
    }
    return this.changes;
  }

  /** The files that others changed, and that have not been replaced since. */
  get foreign(): ReadonlySet<string> {
    return this.toReplace;
  }

  /** Replaces these files. */
  async write(files: readonly StateFileWrite[]): Promise<void> {
    this.findChanges();
    // How far a failed write came is unknown.
    for (const { name } of files) this.signatures.delete(name);
    await writeStateFiles(this.outDir, files, [], this.fence);
    this.watch(files.map(({ name }) => name));
    for (const { name } of files) this.toReplace.delete(name);
    this.onWritten(files);
  }

  /** Replaces the status file, which no number depends on. */
  async writeStatus(health: Health | ShipHealth): Promise<void> {
    const text = `${JSON.stringify({ pid: process.pid, ...buildInfo(), ...health })}\n`;
    await replaceAll([{ path: join(this.outDir, STATUS_FILE), content: text }], this.fence);
  }

  private signatureOf(name: string): string {
    return readSignature(join(this.outDir, name));
  }
}

export const STATUS_FILE = 'intel_status.json';
