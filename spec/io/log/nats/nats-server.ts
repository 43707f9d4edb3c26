import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isObject, own } from '../../../../src/model/values/json';
import { halt } from '../../../live/chaos/halt';
import { pathOf } from '../../../deploy/deployed';

const PROGRAM = pathOf('nats-server');

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Specs that need a nats-server: told in one line where there is none, and failed in CI, where there must be one. */
export function describeWithNats(title: string, define: () => void): void {
  describe(title, () => {
    if (PROGRAM !== undefined) {
      define();
      return;
    }
    it('needs nats-server', function () {
      if (process.env['CI'] === 'true') throw new Error('there is no nats-server');
      this.skip();
    });
  });
}

/** A server of a spec: on a free port of the loopback that it keeps, with a store below `dir`. */
export class NatsServer {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private said = '';
  port = -1;

  private constructor(
    private readonly dir: string,
    private readonly conf: string,
  ) {}

  /** `conf`: more lines of its configuration. */
  static async start(dir: string, conf = 'max_payload: 8MB'): Promise<NatsServer> {
    mkdirSync(dir, { recursive: true });
    const server = new NatsServer(dir, conf);
    await server.run();
    return server;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  /** Starts it again, where it was. */
  async run(): Promise<void> {
    const file = join(this.dir, 'nats.conf');
    const places = `listen: "127.0.0.1:${this.port}"\nports_file_dir: "${this.dir}"\njetstream { store_dir: "${this.store}" }\n`;
    writeFileSync(file, `${places}${this.conf}\n`);
    for (const name of this.portsFiles()) rmSync(join(this.dir, name));
    const child = spawn(PROGRAM ?? 'nats-server', ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    this.said = '';
    child.stderr.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    running.add(child);
    this.ended = new Promise((resolve) => child.once('close', resolve)).finally(() => running.delete(child));
    for (let port = this.portNow(); ; port = this.portNow()) {
      if (child.exitCode !== null) throw new Error(`nats-server ended: ${this.said}`);
      if (port !== undefined && this.said.includes('Server is ready')) {
        this.port = port;
        return;
      }
      await pause(10);
    }
  }

  /** Ends it: SIGKILL as a machine does, SIGTERM as a person does. */
  async end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.child?.kill(signal);
    await this.ended;
  }

  /** Stops it in its tracks. */
  halt(): Promise<void> {
    return halt(this.pid);
  }

  /** Lets it go on. */
  wake(): void {
    this.child?.kill('SIGCONT');
  }

  /** Keeps its store as it is now; the answer puts it back. The server is ended and started again by both. */
  async keepStore(): Promise<() => Promise<void>> {
    await this.end('SIGTERM');
    const kept = `${this.store}.kept`;
    rmSync(kept, { recursive: true, force: true });
    if (existsSync(this.store)) cpSync(this.store, kept, { recursive: true });
    await this.run();
    return async () => {
      await this.end();
      rmSync(this.store, { recursive: true, force: true });
      cpSync(kept, this.store, { recursive: true });
      await this.run();
    };
  }

  private get store(): string {
    return join(this.dir, 'store');
  }

  private portsFiles(): readonly string[] {
    return readdirSync(this.dir).filter((name) => name.endsWith('.ports'));
  }

  private portNow(): number | undefined {
    const [name] = this.portsFiles();
    if (name === undefined) return undefined;
    try {
      const ports: unknown = JSON.parse(readFileSync(join(this.dir, name), 'utf8'));
      const urls = isObject(ports) ? own(ports, 'nats') : undefined;
      const [url] = Array.isArray(urls) ? urls.map(String) : [];
      return url === undefined
        ? undefined
        : Number(new URL(url.replace('nats:', 'http:').replace('tls:', 'http:')).port);
    } catch {
      // It is being written.
      return undefined;
    }
  }
}
