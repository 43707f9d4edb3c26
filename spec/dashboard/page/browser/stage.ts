import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import type { Explanation } from '../../../../src/dashboard/model/explanation-model';
import type { PageModel } from '../../../../src/dashboard/model/page-model';
import { ASSET_FILES, ROUTES, STATE_EVENT } from '../../../../src/dashboard/wire';

/** The page as `npm test` has just built it, before a model of the spec's own. */

const ROOT = resolve(__dirname, '..', '..', '..', '..');

/** The directory that the server takes the page from. */
export const BUILT_PAGE = join(ROOT, 'dist', 'page');

/** One of the page's assets. */
export function asset(name: keyof typeof ASSET_FILES): Buffer {
  return readFileSync(join(BUILT_PAGE, ASSET_FILES[name]));
}

export interface Stage {
  readonly address: string;
  /** Shows another model, and tells the pages of it. */
  show(model: PageModel): void;
  close(): Promise<void>;
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** Serves the page and a model on a free port of loopback. */
export async function stage(
  first: PageModel,
  explain: (symbol: string) => Explanation | undefined = () => undefined,
): Promise<Stage> {
  let model = first;
  let version = 1;
  const pages = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const send = (type: string, body: string | Buffer): void => {
      response.writeHead(200, {
        'content-type': type,
        'content-security-policy': POLICY,
        etag: `"${String(version)}"`,
      });
      response.end(body);
    };
    switch (pathname) {
      case ROUTES.index:
        send('text/html; charset=utf-8', asset('index'));
        break;
      case ROUTES.script:
        send('text/javascript; charset=utf-8', asset('script'));
        break;
      case ROUTES.style:
        send('text/css; charset=utf-8', asset('style'));
        break;
      case ROUTES.page:
        send('application/json', JSON.stringify(atOf(model, searchParams.get('at'))));
        break;
      case ROUTES.explanation: {
        const explanation = explain(searchParams.get('symbol') ?? '');
        if (explanation === undefined) response.writeHead(404).end();
        else send('application/json', JSON.stringify(explanation));
        break;
      }
      case ROUTES.events:
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(changed(version));
        pages.add(response);
        response.on('close', () => pages.delete(response));
        break;
      default:
        response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const place = server.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  return {
    address: `http://127.0.0.1:${String(port)}/`,
    show(next) {
      model = next;
      version++;
      for (const page of pages) page.write(changed(version));
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

function changed(version: number): string {
  return `id: ${String(version)}\nevent: ${STATE_EVENT}\ndata: ${String(version)}\n\n`;
}

function atOf(model: PageModel, at: string | null): PageModel {
  return at === null
    ? model
    : { ...model, header: { ...model.header, at_ms: Number(at), as_of_ms: Number(at) } };
}
