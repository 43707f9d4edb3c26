import { UsageError } from '../../io/files/failures';
import { durationOption, wholeOption } from './options';

export const DEFAULT_PORT = '8787';
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** The port option; 0 is any that is free. */
export function portOption(value: string): number {
  const port = wholeOption('--port', value, 0);
  if (port > 65_535) throw new UsageError(`--port was "${value}"; allowed: 0 to 65535`);
  return port;
}

/** The host option: the page is for this machine only. */
export function hostOption(value: string): string {
  if (!LOOPBACK.includes(value))
    throw new UsageError(
      `--host was "${value}"; allowed: ${LOOPBACK.join(', ')}. From another machine use an SSH tunnel, see the README`,
    );
  return value;
}

/** From which age on data is stale, in ms. */
export function staleAfterOption(value: string): number {
  return durationOption('--stale-after', value) ?? 0;
}
