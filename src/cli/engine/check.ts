import { UsageError } from '../../io/files/failures';
import { CLAIMS, engineReport } from '../../io/log/engine/engine-report';
import { printResult } from '../terminal/print';
import { withEngine, type EngineFlags } from './with-engine';

/** `intel engine check`. */
export async function checkEngine(flags: EngineFlags): Promise<void> {
  const { facts, warnings, refused } = engineReport(await withEngine(flags, (engine) => engine.info()));
  printResult([...facts, ...warnings.map((warning) => `WARNING ${warning}`), ...CLAIMS].join('\n'));
  if (refused.length > 0) throw new UsageError(refused.join('\n'));
}
