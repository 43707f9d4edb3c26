import { JournalFollower } from '../../../pipelines/live/journal-follower';
import { HostsLog } from '../../../pipelines/hosts/hosts-log';
import { openedEngine } from '../../io/log/nats/nats-fund';
import { epochMs } from '../figures';

/** What it took a follower to come to the end of a log. */
export interface Folded {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly lastTick: string | null;
}

/*
 * As a program, `fold-child OUT ENGINE`: a follower with a directory of its own reads the log on an engine from its
 * beginning to its end, publishes what is due there, and sends what that took.
 */
async function fold(out: string, file: string): Promise<Folded> {
  const engine = await openedEngine(file);
  const source = new HostsLog({ log: engine.log, name: 'the log', program: 'bench' }, () => undefined);
  const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
  const onIncident = ({ message }: { readonly message: string }): void => {
    process.stderr.write(`${message}\n`);
  };
  const startedMs = epochMs();
  const before = process.cpuUsage();
  const follower = await JournalFollower.open({ out, source, gates, onIncident });
  const clock = { wallMs: Date.now(), steadyMs: epochMs() };
  await follower.cycle(clock);
  const { user, system } = process.cpuUsage(before);
  const took = { wallMs: epochMs() - startedMs, cpuMs: (user + system) / 1000 };
  const lastTick = follower.health(clock)?.last_tick ?? null;
  await follower.close(clock);
  await engine.close();
  return { ...took, peakBytes: process.resourceUsage().maxRSS * 1024, lastTick };
}

const [, , out = '', engine = ''] = process.argv;
void fold(out, engine).then((answer) => {
  process.send?.(answer, () => process.exit());
});
