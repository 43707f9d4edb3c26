import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Kvm, type KV, type KvEntry } from '@nats-io/kv';
import type { WriteTurn, WriteTurns, Writer } from '../commit-log';
import type { NatsLink } from './nats-link';
import { isStale } from './refusals';

/** Where turns lie: by writer, who has it. */
export const LEASE_BUCKET = 'LEASE';

const LOOK_MS = 1000;

/**
 * WriteTurns as leases. Who has one writes it anew at a third of the lease. It goes to another when it was let go, or was not
 * written anew for a whole lease as the one who waits saw it, by its own clock: no two clocks are compared.
 */
export class NatsTurns implements WriteTurns {
  private kv: Promise<KV> | undefined;

  constructor(
    private readonly link: NatsLink,
    private readonly leaseMs: number,
  ) {}

  async take(
    writer: Writer,
    lost: AbortController,
    signal?: AbortSignal,
    onWait?: (holder: string) => void,
  ): Promise<WriteTurn | undefined> {
    const kv = await (this.kv ??= new Kvm(this.link.js).open(LEASE_BUCKET, { allow_direct: false }));
    const key = `${this.link.engine.tenant}.${writer}`;
    const holder = [hostname(), process.pid, randomUUID()].join(' ');
    const held = (revision: number): WriteTurn =>
      new NatsTurn(this.link, kv, key, holder, revision, this.leaseMs, lost);
    const lookMs = Math.min(LOOK_MS, this.leaseMs / 6);
    let seen = { revision: -1, atMs: 0, stoodMs: 0 };
    let told: string | undefined;
    while (signal?.aborted !== true) {
      const entry = await this.link.ask(() => kv.get(key), signal);
      if (entry === undefined) return undefined;
      if (entry !== null && isMine(entry, holder)) return held(entry.revision);
      const revision = entry?.revision ?? 0;
      const atMs = performance.now();
      // Time in which nothing could be seen does not count: nothing could be written anew either.
      const sinceMs = Math.min(atMs - seen.atMs, 2 * lookMs);
      seen = { revision, atMs, stoodMs: seen.revision === revision ? seen.stoodMs + sinceMs : 0 };
      const isFree = entry?.operation !== 'PUT' || seen.stoodMs >= this.leaseMs;
      if (!isFree) {
        const other = holderText(entry.string());
        if (other !== told) onWait?.(other);
        told = other;
        await pause(lookMs, undefined, { signal }).catch(() => undefined);
      }
      const mine = isFree ? await this.link.ask(() => written(kv, key, holder, revision), signal) : undefined;
      if (typeof mine === 'number') return held(mine);
    }
    return undefined;
  }
}

class NatsTurn implements WriteTurn {
  private readonly ending = new AbortController();
  private readonly renewing: Promise<void>;

  constructor(
    private readonly link: NatsLink,
    private readonly kv: KV,
    private readonly key: string,
    private readonly holder: string,
    private revision: number,
    private readonly leaseMs: number,
    private readonly lost: AbortController,
  ) {
    this.renewing = this.renew().catch(() => {
      this.lost.abort();
    });
  }

  async release(): Promise<void> {
    this.ending.abort();
    await this.renewing;
    if (this.lost.signal.aborted) return;
    const letGo = () => this.kv.delete(this.key, { previousSeq: this.revision });
    // Who waits takes it at the end of the lease, where it could not be let go.
    await this.link.once('write', letGo).catch(() => undefined);
  }

  // While the servers cannot be reached nobody gets the turn: it is kept until another has it.
  private async renew(): Promise<void> {
    const { signal } = this.ending;
    for (;;) {
      await pause(this.leaseMs / 3, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const revision = await this.link.ask(() => this.renewed(), signal);
      if (revision === undefined) return;
      if (revision === 'lost') {
        this.lost.abort();
        return;
      }
      this.revision = revision;
    }
  }

  private async renewed(): Promise<number | 'lost'> {
    const revision = await written(this.kv, this.key, this.holder, this.revision);
    if (revision !== 'stale') return revision;
    // Perhaps it was written before, and the answer was lost.
    const entry = await this.kv.get(this.key);
    return entry !== null && isMine(entry, this.holder) ? entry.revision : 'lost';
  }
}

// What lies there is anybody's text.
function holderText(holder: string): string {
  const [, machine, pid] = /^([\w.-]{1,253}) (\d{1,10}) /.exec(holder) ?? [];
  return machine === undefined || pid === undefined ? 'another process' : `${machine}/${pid}`;
}

function isMine(entry: KvEntry, holder: string): boolean {
  return entry.operation === 'PUT' && entry.string() === holder;
}

async function written(kv: KV, key: string, holder: string, revision: number): Promise<number | 'stale'> {
  try {
    return await kv.put(key, holder, { previousSeq: revision });
  } catch (error) {
    if (isStale(error)) return 'stale';
    throw error;
  }
}
