import { join } from 'node:path';
import { replaceAll } from '../../io/files/atomic';
import { UsageError } from '../../io/files/failures';
import { simulate } from '../../simulate/simulate';
import { timeOption, wholeOption } from '../terminal/options';
import { printResult } from '../terminal/print';

interface SimulateFlags {
  readonly out: string;
  readonly seed: string;
  readonly symbols: string;
  readonly days: string;
  readonly tradesPerDay: string;
  readonly start: string;
  readonly rotateBytes: string;
  readonly config?: string;
  readonly clean?: boolean;
}

/** `intel simulate`. */
export async function simulateCommand(flags: SimulateFlags): Promise<void> {
  const startMs = timeOption('--start', flags.start);
  if (startMs === undefined) throw new UsageError('--start is missing');
  const files = simulate({
    seed: wholeOption('--seed', flags.seed, 0),
    symbols: wholeOption('--symbols', flags.symbols, 1),
    days: wholeOption('--days', flags.days, 1),
    tradesPerDay: wholeOption('--trades-per-day', flags.tradesPerDay, 1),
    startMs,
    rotateBytes: wholeOption('--rotate-bytes', flags.rotateBytes, 1024),
    backups: 5,
    noise: flags.clean !== true,
  });
  for (const { path, bytes } of files) {
    const isConfig = path.startsWith('config/');
    const target =
      isConfig && flags.config !== undefined
        ? join(flags.config, path.slice('config/'.length))
        : join(flags.out, path);
    await replaceAll([{ path: target, content: bytes }]);
    printResult(`${target} ${bytes.length}`);
  }
}
