import type { IncomingMessage } from 'node:http';
import { refusal, type HttpAnswer } from './http-answer';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const MOST_URL = 2048;

/**
 * Why a request is not answered; undefined when it is. Names other than this machine's own are refused, so that a page
 * of another site whose name was pointed here cannot read anything; so are requests that another site's page makes.
 */
export function refused({
  method,
  url,
  headers,
  rawHeaders,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>): HttpAnswer | undefined {
  // Of two, a proxy may have gone by the other one.
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) return refusal(400, 'Name one host.');
  if (!LOOPBACK.test(headers.host ?? ''))
    return refusal(421, 'Ask for localhost, 127.0.0.1 or [::1]; see the README for an SSH tunnel.');
  if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate')
    return refusal(403, 'Other sites may not read this.');
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Only GET and HEAD are allowed.');
  if ((url ?? '').length > MOST_URL) return refusal(414, 'The address is too long.');
  return undefined;
}
