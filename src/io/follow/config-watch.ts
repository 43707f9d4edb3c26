import { join } from 'node:path';
import { reasonOf } from '../files/failures';
import { CONFIG_KINDS } from '../config/config-kind';
import { loadDesk } from '../config/load-desk';
import { formatProblem } from '../config/schema/problem';
import type { ConfigRecord } from '../journal/journal-records';
import { signatureOf } from '../files/signature';

/** Watches the config directory. Only a config without errors is news; a bad edit leaves the old one in force. */
export class ConfigWatch {
  /** The errors of the present files, while an earlier config stays in force. */
  problems: readonly string[] = [];
  private lastSignature = '';
  private isConfirmed = false;

  constructor(
    private readonly dir: string,
    private digest: string | undefined,
  ) {}

  /** The config as it now is, when it has changed for another that is sound. Never throws. */
  async poll(): Promise<ConfigRecord | undefined> {
    try {
      const paths = CONFIG_KINDS.map(({ name }) => join(this.dir, name));
      const now = paths.map(signatureOf).join('|');
      const same = now === this.lastSignature;
      if (same && this.isConfirmed) return undefined;
      const loaded = await loadDesk(this.dir);
      const { desk } = loaded;
      const isWhole = desk?.warnings.length === 0;
      // Two changes within one tick of the disk's clock look like one: what changed is read twice. What cannot be used
      // is read until it can: the reason may lie elsewhere, such as too many open files.
      this.isConfirmed = same && isWhole;
      this.lastSignature = now;
      const errors = loaded.problems.filter(({ severity }) => severity === 'error');
      this.problems = desk === undefined ? errors.map(formatProblem) : [];
      if (desk === undefined || desk.digest === this.digest) return undefined;
      // A file that may be unusable may be half written: it is used at the second poll.
      if (!isWhole && !same && this.digest !== undefined) return undefined;
      this.digest = desk.digest;
      return { kind: 'config', digest: desk.digest, files: loaded.files, warnings: desk.warnings };
    } catch (error) {
      this.isConfirmed = false;
      this.problems = [reasonOf(error)];
      return undefined;
    }
  }
}
