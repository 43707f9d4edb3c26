import { join } from 'node:path';
import type { Desk } from '../../model/desk';
import { reasonOf } from '../failures';
import { CONFIG_KINDS } from '../config/config-kind';
import { loadDesk, type LoadedDesk } from '../config/load-desk';
import { formatProblem } from '../config/problem';
import type { ConfigRecord } from './journal-records';
import { signatureOf } from './signature';

/** Watches the config directory. Only a config without errors is news; a bad edit leaves the old one in force. */
export class ConfigWatch {
  /** The errors of the files as they lie, while an earlier config is in force. */
  problems: readonly string[] = [];
  private signature = '';

  constructor(
    private readonly dir: string,
    private digest: string | undefined,
  ) {}

  /** The config as it now is, when it has changed for another that is sound. Never throws. */
  async poll(): Promise<ConfigRecord | undefined> {
    try {
      const paths = CONFIG_KINDS.map(({ name }) => join(this.dir, name));
      const signature = (await Promise.all(paths.map(signatureOf))).join('|');
      if (signature === this.signature) return undefined;
      const loaded = await loadDesk(this.dir);
      this.signature = signature;
      this.problems = loaded.desk === undefined ? errorsOf(loaded) : [];
      if (loaded.desk === undefined || loaded.desk.digest === this.digest) return undefined;
      this.digest = loaded.desk.digest;
      return configRecord(loaded.desk, loaded);
    } catch (error) {
      this.problems = [reasonOf(error)];
      return undefined;
    }
  }
}

function configRecord({ digest, warnings }: Desk, { files }: LoadedDesk): ConfigRecord {
  return { kind: 'config', digest, files, warnings };
}

function errorsOf({ problems }: LoadedDesk): readonly string[] {
  return problems.filter(({ severity }) => severity === 'error').map(formatProblem);
}
