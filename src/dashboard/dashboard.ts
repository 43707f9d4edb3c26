import { join } from 'node:path';
import { jsonAnswer, refusal, type HttpAnswer, type HttpRequest } from '../io/dashboard/http-answer';
import { DirWatch } from '../io/dashboard/dir-watch';
import { EventHub } from '../io/dashboard/event-hub';
import { serve } from '../io/dashboard/http-server';
import { readAssets } from '../io/dashboard/read-assets';
import { now as clock } from '../io/files/clock';
import { buildInfo, packageRoot } from '../io/files/package-root';
import { MINUTE } from '../model/values/time';
import { healthFrom } from './helpers';
import { metricsText } from './metrics-text';
import { apiAnswer } from './respond';
import { StateSource } from './state-source';
import { ASSET_FILES, ROUTES, STATE_EVENT } from './wire';

/** Each has the default of `intel dashboard`. */
export interface DashboardOptions {
  /** The directory of the state files, `logs/state` by default. It need not be there yet. */
  readonly state?: string | undefined;
  /** A loopback address, 127.0.0.1 by default. */
  readonly host?: string | undefined;
  /** 8787 by default; 0: any that is free. */
  readonly port?: number | undefined;
  /** From this age on data is stale; three minutes by default. */
  readonly staleAfterMs?: number | undefined;
  /** The clock, epoch ms; the machine's by default. */
  readonly now?: (() => number) | undefined;
  /** Told of a failure of ours; the server goes on. By default it goes to the standard error. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** What `intel dashboard` takes where nothing else is said. */
export const DASHBOARD_DEFAULTS = {
  state: 'logs/state',
  host: '127.0.0.1',
  port: 8787,
  staleAfterMs: 3 * MINUTE,
  now: clock,
  onError: (error: unknown): void => {
    console.error(error);
  },
} as const;

export interface Dashboard {
  readonly url: string;
  close(): Promise<void>;
}

const MOST_CLIENTS = 32;
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
const ASSETS: Readonly<Record<string, readonly [file: string, type: string]>> = {
  [ROUTES.index]: [ASSET_FILES.index, 'text/html; charset=utf-8'],
  [ROUTES.script]: [ASSET_FILES.script, 'text/javascript; charset=utf-8'],
  [ROUTES.style]: [ASSET_FILES.style, 'text/css; charset=utf-8'],
};

const SCHEMAS_DIR = join(packageRoot(), 'config', 'schemas');
const API_SCHEMA_FILE = 'dashboard_api.schema.json';
const WITHOUT_WINDOW: ReadonlySet<string> = new Set(['/healthz', '/metrics', '/api/schema', ROUTES.events]);

/** Serves the Intelligence page, its API, /metrics and /healthz. Reads the state directory and writes nothing. */
export async function startDashboard(options: DashboardOptions = {}): Promise<Dashboard> {
  const {
    state = DASHBOARD_DEFAULTS.state,
    host = DASHBOARD_DEFAULTS.host,
    port = DASHBOARD_DEFAULTS.port,
    staleAfterMs = DASHBOARD_DEFAULTS.staleAfterMs,
    now = DASHBOARD_DEFAULTS.now,
    onError = DASHBOARD_DEFAULTS.onError,
  } = options;
  const source = new StateSource(state, staleAfterMs);
  const hub = new EventHub(STATE_EVENT, MOST_CLIENTS);
  const assets = await readAssets(ASSET_FILES);
  const schemas = await readAssets({ api: API_SCHEMA_FILE }, SCHEMAS_DIR);
  const look = async (): Promise<void> => {
    try {
      hub.announce((await source.current(now())).version);
    } catch (error) {
      onError(error);
    }
  };

  const answer = async (ask: HttpRequest): Promise<HttpAnswer> => {
    const asset = Object.hasOwn(ASSETS, ask.path) ? ASSETS[ask.path] : undefined;
    if (asset !== undefined) return assetAnswer(assets, ...asset);
    if (WITHOUT_WINDOW.has(ask.path) && ask.query.has('window'))
      return refusal(400, 'This address has no window: leave window out.');
    switch (ask.path) {
      case '/healthz': {
        const { page } = await source.current(now());
        const health = healthFrom(page.header, page.problems);
        return jsonAnswer(health, health.healthy ? 200 : 503);
      }
      case '/metrics': {
        const text = await metricsText(await source.current(now()), buildInfo(), hub.size);
        return { status: 200, ...text };
      }
      case '/api/schema':
        return schemaAnswer(schemas);
      default:
        return (await apiAnswer(source, ask, now())) ?? refusal(404, 'There is nothing at this address.');
    }
  };

  const serving = await serve({ host, port, eventsPath: ROUTES.events, hub, answer, onError });
  await look();
  const watch = new DirWatch(state, look);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${serving.port}/`,
    async close() {
      watch.close();
      await serving.close();
    },
  };
}

function assetAnswer(
  assets: ReadonlyMap<string, Buffer> | undefined,
  file: string,
  type: string,
): HttpAnswer {
  const body = assets?.get(file);
  if (body === undefined) return refusal(503, 'The page is not built: npm run build.');
  return { status: 200, type, body, policy: PAGE_POLICY };
}

// As it lies in the package: what editors read, too.
function schemaAnswer(schemas: ReadonlyMap<string, Buffer> | undefined): HttpAnswer {
  const body = schemas?.get(API_SCHEMA_FILE);
  if (body === undefined) return refusal(503, 'The package has no config/schemas.');
  return { status: 200, type: 'application/json; charset=utf-8', body };
}
