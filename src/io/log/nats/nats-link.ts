import { setTimeout as pause } from 'node:timers/promises';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { reasonOf, WorldError } from '../../files/failures';
import { UnsureError } from '../commit-log';
import type { EngineHooks, EngineState } from '../engine/engine';
import type { EngineSettings } from '../engine/engine-file';
import { dialled } from './dialled';
import { linkOptions, REQUEST_MS } from './link-options';
import { refusalOf, shutOut } from './refusals';

const AGAIN_MS = 250;
// Of the headers that say which message must be the last.
const HEADER_BYTES = 128;
const NO_JETSTREAM =
  'the server runs without JetStream, which keeps the log: put jetstream { store_dir: "…" } into its configuration, or start it with -js';

/** The connection to the servers of an engine: kept for ever, made anew whenever it is lost. */
export class NatsLink {
  readonly js: JetStreamClient;
  private isUp = true;
  private isClosed = false;
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly engine: EngineSettings,
    readonly nc: NatsConnection,
    readonly jsm: JetStreamManager,
    private readonly tell: (state: EngineState) => void,
  ) {
    this.js = jetstream(nc, { timeout: REQUEST_MS });
    void this.listen();
  }

  /** Waits for a first connection, however long: undefined when told to stop. Who is shut out gets a WorldError. */
  static async open(
    engine: EngineSettings,
    { onState, onWarning, signal }: EngineHooks,
  ): Promise<NatsLink | undefined> {
    const options = await linkOptions(engine, onWarning ?? (() => undefined));
    const servers = engine.servers.join(', ');
    let told: string | undefined;
    while (signal?.aborted !== true) {
      try {
        const nc = await dialled(options);
        if (nc.info?.jetstream !== true) {
          await nc.close();
          throw new Error(NO_JETSTREAM);
        }
        const jsm = await jetstreamManager(nc, { checkAPI: false, timeout: REQUEST_MS });
        const link = new NatsLink(engine, nc, jsm, onState ?? (() => undefined));
        link.tell({ kind: 'connected', server: nc.getServer() });
        return link;
      } catch (error) {
        const forGood = shutOut(error);
        if (forGood !== undefined) throw new WorldError(servers, 'reach', new Error(forGood));
        const reason = reasonOf(error);
        if (reason !== told) onState?.({ kind: 'waiting', servers, reason });
        told = reason;
        await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  /** What is spoken of, for messages to people. */
  get place(): string {
    return `stream ${this.engine.stream} at ${this.engine.servers.join(', ')}`;
  }

  /** Asks the servers once. What they refuse for good is a WorldError, all else an UnsureError. */
  async once<T>(doing: WorldError['doing'], ask: () => Promise<T>): Promise<T> {
    if (!(await this.up(AbortSignal.timeout(REQUEST_MS)))) {
      this.refuseClosed(doing);
      throw new UnsureError(this.place, 'there is no connection');
    }
    try {
      return await ask();
    } catch (error) {
      this.refuseClosed(doing);
      throw refusalOf(error, this.place, doing);
    }
  }

  /** Asks until there is an answer. What the servers refuse for good is a WorldError; undefined when told to stop. */
  async ask<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    while (await this.up(signal)) {
      try {
        return await this.once('read', ask);
      } catch (error) {
        if (!(error instanceof UnsureError)) throw error;
        await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    this.refuseClosed('read');
    return undefined;
  }

  /** Throws a WorldError where the server takes no message of these bytes. */
  refuseLarge(what: string, { length }: Uint8Array): void {
    const most = this.nc.info?.max_payload;
    if (most === undefined || length + HEADER_BYTES <= most) return;
    const reason = `${what} has ${length} bytes, and the server takes ${most} with its headers (max_payload in its configuration)`;
    throw new WorldError(this.place, 'write', new Error(reason));
  }

  /** Resolves when there is a connection: true; false when told to stop, or closed. */
  async up(signal?: AbortSignal): Promise<boolean> {
    while (!this.isUp && !this.isClosed && signal?.aborted !== true)
      await new Promise<void>((resolve) => {
        const go = (): void => {
          this.waiting.delete(go);
          signal?.removeEventListener('abort', go);
          resolve();
        };
        this.waiting.add(go);
        signal?.addEventListener('abort', go);
      });
    return this.isUp && !this.isClosed && signal?.aborted !== true;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.wake();
    await this.nc.close();
  }

  private async listen(): Promise<void> {
    const servers = this.engine.servers.join(', ');
    for await (const status of this.nc.status()) {
      if (this.isClosed) return;
      if (status.type === 'disconnect') {
        this.isUp = false;
        this.tell({ kind: 'waiting', servers, reason: `the connection to ${status.server} was lost` });
      } else if (status.type === 'reconnect') {
        this.isUp = true;
        this.tell({ kind: 'connected', server: status.server });
        this.wake();
      } else if (status.type === 'error' && status.error instanceof errors.AuthorizationError)
        this.tell({ kind: 'waiting', servers, reason: shutOut(status.error) ?? status.error.message });
    }
  }

  private refuseClosed(doing: WorldError['doing']): void {
    if (this.isClosed) throw new WorldError(this.place, doing, new Error('the log was closed'));
  }

  private wake(): void {
    for (const go of [...this.waiting]) go();
  }
}
