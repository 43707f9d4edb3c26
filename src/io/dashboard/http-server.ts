import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { codeOf, WorldError } from '../files/failures';
import { refusal, type HttpAnswer, type HttpRequest } from './http-answer';
import type { EventHub } from './event-hub';
import { refused } from './guard';

export interface ServeOptions {
  /** A loopback address. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly eventsPath: string;
  readonly hub: EventHub;
  /** Answers what is neither refused nor the events. */
  readonly answer: (ask: HttpRequest) => Promise<HttpAnswer>;
  /** Told of what `answer` threw, and of what goes wrong with listening later on. */
  readonly onError: (error: unknown) => void;
}

export interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const SECURITY = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-cache',
};
const LEAST_ZIPPED = 1024;
// A connection on which nothing moves for so long is closed: its reader does not read. Events beat more often.
const STALLED_MS = 30_000;
const MOST_REQUESTS = 100;
const zip = promisify(gzip);
// Assets are the same buffer each time.
const zipped = new WeakMap<Buffer, Buffer>();

/** Listens. Throws a WorldError where the port is not to be had. */
export async function serve(options: ServeOptions, stalledMs = STALLED_MS): Promise<Serving> {
  // The last answer of each connection: those that it asks for at once come one after the other.
  const lastAnswers = new WeakMap<Socket, Promise<unknown>>();
  const server = createServer({ maxHeaderSize: 8192 }, (request, response) => {
    response.on('error', () => undefined);
    const { socket } = request;
    const answered = (lastAnswers.get(socket) ?? Promise.resolve())
      .then(() => (socket.destroyed ? undefined : respond(options, request, response)))
      .catch((error: unknown) => {
        options.onError(error);
        response.destroy();
      });
    // When it is taken: what is not read must not pile up. Other connections have their turn in between.
    lastAnswers.set(
      socket,
      answered
        .then(() => finished(response))
        .catch(() => undefined)
        .then(() => setImmediate()),
    );
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000;
  server.timeout = stalledMs;
  server.maxRequestsPerSocket = MOST_REQUESTS;
  server.maxConnections = 256;
  const port = await listening(server, options);
  return {
    port,
    async close() {
      options.hub.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listening(server: Server, { host, port, onError }: ServeOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error): void => {
      const isTaken = codeOf(error) === 'EADDRINUSE';
      const cause = isTaken ? 'the port is in use; name another, or 0 for any that is free' : error;
      reject(new WorldError(`${host}:${port}`, 'listen at', cause));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  // Such as no file descriptor for another connection: that passes, and the host process goes on.
  server.on('error', onError);
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function respond(
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusedBecause = refused(request);
  if (refusedBecause !== undefined) {
    await send(request, response, refusedBecause);
    return;
  }
  const [path = '', text = ''] = (request.url ?? '').split('?', 2);
  const query = new URLSearchParams(text);
  // They are of no window: who asks for one is answered that.
  if (path === options.eventsPath && !query.has('window')) {
    await sendEvents(options.hub, request, response);
    return;
  }
  let answer: HttpAnswer;
  try {
    answer = await options.answer({ path, query });
  } catch (error) {
    options.onError(error);
    answer = refusal(500, 'The answer could not be made; the log of the dashboard says why.');
  }
  await send(request, response, answer);
}

async function sendEvents(hub: EventHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (hub.isFull) {
    response.setHeader('Retry-After', '30');
    await send(request, response, refusal(503, 'Too many pages are listening.'));
    return;
  }
  const type = 'text/event-stream; charset=utf-8';
  response.writeHead(200, { ...SECURITY, 'Content-Security-Policy': NOTHING, 'Content-Type': type });
  if (request.method === 'HEAD') response.end();
  else hub.add(request, response);
}

async function send(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): Promise<void> {
  const { status, type, version, policy = NOTHING } = answer;
  const headers = {
    ...SECURITY,
    'Content-Security-Policy': policy,
    Vary: 'Accept-Encoding',
    ...(version === undefined ? {} : { ETag: `"${version}"` }),
    ...(status === 405 ? { Allow: 'GET, HEAD', Connection: 'close' } : {}),
  };
  if (version !== undefined && isKnown(request.headers['if-none-match'], version)) {
    response.writeHead(304, headers).end();
    return;
  }
  const plain = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const isZipped = plain.length >= LEAST_ZIPPED && takesGzip(request.headers['accept-encoding']);
  const body = isZipped ? await zippedOf(plain) : plain;
  response.writeHead(status, {
    ...headers,
    'Content-Type': type,
    'Content-Length': body.length,
    ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

// RFC 9110, 13.1.2: a list of tags that are compared weakly, or any.
function isKnown(known: string | undefined, version: string): boolean {
  const tags = (known ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.some((tag) => tag === '*' || tag === `"${version}"`);
}

// RFC 9110, 12.5.3: a coding of weight 0 is refused.
function takesGzip(accepted: string | string[] | undefined): boolean {
  const codings = String(accepted ?? '').split(',');
  return codings.some((coding) => /^\s*(?:x-)?gzip\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/i.test(coding));
}

async function zippedOf(plain: Buffer): Promise<Buffer> {
  const known = zipped.get(plain);
  if (known !== undefined) return known;
  const made = await zip(plain);
  zipped.set(plain, made);
  return made;
}
