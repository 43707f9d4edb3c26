import { get, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { startDashboard, type DashboardOptions } from '../../src/dashboard/dashboard';
import { MINUTE } from '../../src/model/values/time';
import { SOON, withState } from './states';

export interface Asked {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A dashboard over a copy of the sample's state, a minute after it. */
export async function withDashboard<T>(
  use: (url: string, dir: string) => Promise<T>,
  more: Partial<DashboardOptions> = {},
): Promise<T> {
  return withState(async (dir) => {
    const errors: unknown[] = [];
    const dashboard = await startDashboard({
      state: dir,
      host: '127.0.0.1',
      port: 0,
      staleAfterMs: 3 * MINUTE,
      now: () => SOON.nowMs,
      onError: (error) => errors.push(error),
      ...more,
    });
    try {
      const result = await use(dashboard.url, dir);
      if (errors.length > 0) throw new Error(`the dashboard told of ${String(errors[0])}`);
      return result;
    } finally {
      await dashboard.close();
    }
  });
}

/** One request, with the path as it is written. */
export function ask(
  url: string,
  path: string,
  options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Asked> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}

/** A page that listens: what it was sent so far. */
export interface Listener {
  readonly status: number;
  readonly text: () => string;
  readonly ended: () => boolean;
  close(): void;
}

/** Listens to the events. */
export function listen(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const asking = get(new URL('/events', url), { agent: false, headers }, (response: IncomingMessage) => {
      let text = '';
      let ended = false;
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('close', () => (ended = true));
      resolve({
        status: response.statusCode ?? 0,
        text: () => text,
        ended: () => ended,
        close: () => asking.destroy(),
      });
    });
    asking.on('error', reject);
  });
}

/** Long enough for any machine that is not broken. */
const PATIENCE_MS = 60_000;

/** Waits until it holds, looking every 10 ms. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`it did not hold within ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
