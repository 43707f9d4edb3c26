import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import { addControl } from '../../io/log/engine/add-control';
import { LOG_FORMAT } from '../../io/log/log-records';
import { readMessage } from '../../io/log/message-text';
import { printResult } from '../terminal/print';
import { withEngine, type EngineFlags } from './with-engine';

const WRITER = 'ctl.forget';

/** `intel engine forget HOST`. */
export async function forgetHost(flags: EngineFlags, host: string): Promise<void> {
  await withEngine(flags, async ({ log }) => {
    const config = await log.lastOf('ctl.config');
    const fund = config === undefined ? undefined : readMessage(config.writer, config.text);
    const hosts = fund?.kind === 'fund' ? fund.hosts : [];
    if (!hosts.includes(host))
      throw new UsageError(
        `the host was "${host}"; allowed: ${hosts.length === 0 ? 'none, for the log has no config yet' : hosts.join(', ')}`,
      );
    const record = {
      kind: 'forget',
      host,
      format: LOG_FORMAT,
      program: packageVersion(),
      at: now(),
    } as const;
    for (;;) {
      const last = await log.lastOf(WRITER);
      const place = await addControl(log, WRITER, record, last?.place);
      if (place === 'stale') continue;
      printResult(
        `${host} is not waited for from place ${place} on, until intel engine config names it again`,
      );
      return;
    }
  });
}
