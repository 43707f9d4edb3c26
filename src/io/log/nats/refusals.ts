import { JetStreamApiCodes, JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { codeOf, reasonOf, UsageError, WorldError } from '../../files/failures';
import { UnsureError } from '../commit-log';

/** What a failure of the client or an error of a server means for us. */

/** Another message came first: nothing was added. */
export function isStale(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence;
}

/**
 * A failure for good is a WorldError with words. All others are an UnsureError: no answer, none in time, the connection
 * lost, or a server that says so itself (status 503, and a write of the same subject that is still under way).
 */
export function refusalOf(error: unknown, place: string, doing: WorldError['doing']): Error {
  if (error instanceof WorldError || error instanceof UsageError || error instanceof UnsureError)
    return error;
  const denied = deniedBy(error);
  if (denied !== undefined)
    return new WorldError(place, doing, new Error(`the server does not permit it: ${denied.message}`));
  // The client wraps some answers.
  const answer = error instanceof Error && error.cause instanceof JetStreamApiError ? error.cause : error;
  if (answer instanceof JetStreamApiError && isForGood(answer))
    return new WorldError(place, doing, new Error(WORDS.get(answer.code) ?? answer.message));
  return new UnsureError(place, reasonOf(error));
}

/** Why a server will not let us in however often it is asked; undefined where it may. */
export function shutOut(error: unknown): string | undefined {
  if (error instanceof errors.AuthorizationError)
    return 'the server does not know us, or refuses us: look at nkey_file or creds_file';
  if (error instanceof Error && NO_TLS.test(error.message))
    return 'the server speaks no TLS, and engine.json asks for it';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = codeOf(cause) ?? codeOf(error);
  if (code === undefined || !CERTIFICATE_CODES.test(code)) return undefined;
  return `the server’s certificate is not accepted (${code}: ${reasonOf(cause)}); \`ca\` in engine.json names the authority that signed it, \`servers\` the server as the certificate does`;
}

const NO_TLS = /does not support 'tls'/;
const CERTIFICATE_CODES = /CERT|SIGNED|SIGNATURE|ISSUER|ALTNAME|^HOSTNAME_MISMATCH/;

const NO_STREAM = 'there is no such stream; make it with intel engine init';
const WORDS: ReadonlyMap<number, string> = new Map([
  [JetStreamApiCodes.StreamNotFound, NO_STREAM],
  [JetStreamApiCodes.JetStreamNotEnabledForAccount, 'JetStream is not enabled for this account'],
]);

// A reader is forgotten by a server that starts again. A write of the same subject is under way (2.11).
const FOR_NOW: readonly number[] = [
  JetStreamApiCodes.ConsumerNotFound,
  JetStreamApiCodes.StreamWrongLastSequenceUnknown,
];

function isForGood({ status, code }: JetStreamApiError): boolean {
  return status !== 503 && !FOR_NOW.includes(code);
}

function deniedBy(error: unknown): Error | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof errors.PermissionViolationError) return cause;
  return undefined;
}

/** Whether nobody answered a request: there is no stream for it, or the server is not ready yet. */
export function isUnanswered(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof errors.NoRespondersError) return true;
  return false;
}

/** Whether a pull ended since the next message did not fit in what it asked for. */
export function isFull(error: unknown): boolean {
  return error instanceof JetStreamError && /message size exceeds maxbytes/i.test(error.message);
}
