/** What is asked for: the path as it came, without its query, and the query. */
export interface HttpRequest {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What is answered. */
export interface HttpAnswer {
  readonly status: number;
  /** A media type with its charset. */
  readonly type: string;
  readonly body: string | Buffer;
  /** The version of the content: who has it is told 304. */
  readonly version?: string | undefined;
  /** Of pages only; everything else may load nothing. */
  readonly policy?: string | undefined;
}

/** A JSON answer; the version makes it one that need not be sent twice. */
export function jsonAnswer(value: unknown, status = 200, version?: string): HttpAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value), version };
}

/** A refusal in one fixed sentence: nothing of what was asked is repeated. */
export function refusal(status: number, error: string): HttpAnswer {
  return jsonAnswer({ error }, status);
}
