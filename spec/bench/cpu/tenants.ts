import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { followTenants } from '../../../pipelines/hosts/engine/follow-tenants';
import { readFileSync } from 'node:fs';
import { MemoryEngine } from '../../io/log/memory-engine';
import { SmallFund } from '../../io/log/small-fund';
import { inMemoryDir } from '../../live/drive';

/** What a fund costs that shares its process: `ts-node spec/bench/cpu/tenants.ts [FUNDS] [CLOSES]`. */

const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };
const TICKS = 20;

interface Shared {
  readonly small: SmallFund;
  readonly out: string;
}

function isThere({ small, out }: Shared): boolean {
  try {
    return readFileSync(join(out, 'expectancy_v6.json'), 'utf8').includes(`"as_of":"${small.asOf}"`);
  } catch {
    return false;
  }
}

async function caughtUp(funds: readonly Shared[]): Promise<void> {
  for (const fund of funds) while (!isThere(fund)) await sleep(5);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function heldMb(): Promise<number> {
  // What zlib held is given back after a while.
  await sleep(500);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

async function measure(count: number, closes: number): Promise<void> {
  await inMemoryDir(async (dir) => {
    const engines = Array.from({ length: count }, (_, n) => new MemoryEngine(`fund-${n}`));
    const funds: Shared[] = [];
    for (const [n, { log, tenant }] of engines.entries()) {
      const small = new SmallFund(log, ['a'], n * closes);
      await small.begin({ windows: ['1h', '7d', '30d', 'last_200'], horizon: '30d' });
      await small.live(closes);
      funds.push({ small, out: join(dir, tenant) });
    }
    const [heldBefore, cpuBefore] = [await heldMb(), cpuMs()];
    const ending = new AbortController();
    const done = followTenants({
      ...{ gates: GATES, program: 'bench', signal: ending.signal, onIncident: () => undefined },
      tenants: engines.map((engine) => ({
        ...{ tenant: engine.tenant, out: join(dir, engine.tenant), open: () => Promise.resolve(engine) },
      })),
    });
    await caughtUp(funds);
    const [heldAfter, cpuAfter] = [await heldMb(), cpuMs()];
    for (let tick = 0; tick < TICKS; tick++) {
      for (const { small } of funds) await small.live(1);
      await caughtUp(funds);
    }
    const cpuEnd = cpuMs();
    ending.abort();
    await done;
    const each = (value: number): string => (value / count).toFixed(1);
    console.log(
      `${count} funds of ${closes} closes: ${each(heldAfter - heldBefore)} MB each; read back in ${each(cpuAfter - cpuBefore)} ms CPU each; a tick with a new close ${((cpuEnd - cpuAfter) / count / TICKS).toFixed(1)} ms CPU each, files and waiting included`,
    );
  });
}

void measure(Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 4500));
