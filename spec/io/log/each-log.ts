import { MemoryLog } from './memory-log';
import { allOf, type LogUnderTest, type WithLog } from './log-under-test';
import { describeWithNats } from './nats/nats-server';
import { withNatsLogs } from './nats/nats-logs';

/** Holds what is promised of each log against every one of them. */
export function onEachLog(itPromises: (withLog: WithLog) => void): void {
  describe('a log in memory', () => {
    itPromises(async (use) => {
      const log = new MemoryLog(() => 7);
      const ofMemory: LogUnderTest = {
        log,
        prune: (upTo) => {
          log.prune(upTo);
          return Promise.resolve();
        },
        keep: async () => {
          const last = (await allOf(log)).length;
          return () => {
            log.rewind(BigInt(last));
            return Promise.resolve();
          };
        },
      };
      await use(ofMemory);
    });
  });

  describeWithNats('a log on a server', () => {
    itPromises(withNatsLogs());
  });
}
