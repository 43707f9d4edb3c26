import { UsageError } from '../../io/files/failures';
import { DAY } from '../../model/values/time';
import { printResult } from '../terminal/print';
import { durationOption, wholeOption } from '../terminal/options';
import { withEngine, type EngineFlags } from './with-engine';

interface InitFlags extends EngineFlags {
  readonly replicas?: string;
  readonly keep?: string;
}

// As settings.journal_keep has it.
const KEEP = '400d';

// The server counts in ns of 64 bits.
const MOST_KEPT_DAYS = 100_000;

/** `intel engine init`. */
export async function initEngine({ replicas, keep, ...flags }: InitFlags): Promise<void> {
  const keepMs = durationOption('--keep', keep ?? KEEP) ?? 0;
  if (keepMs > MOST_KEPT_DAYS * DAY)
    throw new UsageError(`--keep was "${keep ?? KEEP}"; allowed: up to ${MOST_KEPT_DAYS}d`);
  const wish = { replicas: wholeOption('--replicas', replicas ?? '1', 1), keepMs };
  const made = await withEngine(flags, (engine) => engine.make(wish));
  for (const { name, done, changes } of made)
    printResult(`${name}: ${[done, ...changes.map((change) => `  ${change}`)].join('\n')}`);
}
