import type { OfferedFile, Outlet, WatchedOutlet } from '../../../src/io/log/commit-log';
import type { Engine } from '../../../src/io/log/engine/engine';
import { MemoryLog } from './memory-log';
import { MemoryTurns } from './host/memory-turns';

/** An outlet in memory. */
export class MemoryOutlet implements Outlet, WatchedOutlet {
  readonly files = new Map<string, OfferedFile>();
  offers = 0;
  /** Why it does not take a file; undefined: it does. */
  refusal: (name: string) => Error | undefined = () => undefined;
  private told: (() => void)[] = [];

  offer(file: OfferedFile): Promise<boolean> {
    this.offers++;
    const refusal = this.refusal(file.name);
    if (refusal !== undefined) return Promise.reject(refusal);
    const isLater = file.asOfMs > (this.files.get(file.name)?.asOfMs ?? -Infinity);
    if (isLater) this.put(file);
    return Promise.resolve(isLater);
  }

  /** Puts a file there, whatever lies there. */
  put(file: OfferedFile): void {
    this.files.set(file.name, file);
    for (const tell of this.told.splice(0)) tell();
  }

  async *watch(...[signal]: Parameters<WatchedOutlet['watch']>): AsyncGenerator<OfferedFile> {
    const given = new Map<string, OfferedFile>();
    while (!signal.aborted) {
      for (const file of this.files.values())
        if (given.get(file.name) !== file) {
          given.set(file.name, file);
          yield file;
        }
      await new Promise<void>((resolve) => {
        this.told.push(resolve);
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
    }
  }
}

/** An engine in memory, of a fund of this name. */
export class MemoryEngine implements Engine {
  readonly log = new MemoryLog();
  readonly turns = new MemoryTurns();
  readonly outlet = new MemoryOutlet();
  isClosed = false;

  constructor(readonly tenant: string) {}

  info(): ReturnType<Engine['info']> {
    return Promise.resolve({
      ...{ server: 'memory', version: '0.0.0', cluster: undefined, tls: false, auth: false },
      ...{ maxPayload: Infinity, streams: [] },
    });
  }

  make(): ReturnType<Engine['make']> {
    return Promise.resolve([]);
  }

  // The log stays open for the next that opens the engine.
  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}
