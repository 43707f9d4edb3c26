import { printResult } from '../terminal/print';
import { durationOption, wholeOption } from '../terminal/options';
import { withEngine, type EngineFlags } from './with-engine';

interface InitFlags extends EngineFlags {
  readonly replicas?: string;
  readonly keep?: string;
}

// As settings.journal_keep has it.
const KEEP = '400d';

/** `intel engine init`. */
export async function initEngine({ replicas, keep, ...flags }: InitFlags): Promise<void> {
  const wish = {
    replicas: wholeOption('--replicas', replicas ?? '1', 1),
    keepMs: durationOption('--keep', keep ?? KEEP) ?? 0,
  };
  const made = await withEngine(flags, (engine) => engine.make(wish));
  for (const { name, done, changes } of made)
    printResult(`${name}: ${[done, ...changes.map((change) => `  ${change}`)].join('\n')}`);
}
