import type { IncomingMessage, ServerResponse } from 'node:http';

const BEAT_MS = 15_000;
const RETRY_MS = 2000;
const MOST_WAITING_BYTES = 64 * 1024;

/**
 * Those who listen to `GET /events` (Server-Sent Events). Each is told the present version when it comes, unless its
 * `Last-Event-ID` says that it knows it, and every one after it. One that goes away, or does not take what it is sent,
 * is forgotten.
 */
export class EventHub {
  private readonly clients = new Set<ServerResponse>();
  private readonly beat: NodeJS.Timeout;
  private version = '';

  constructor(
    private readonly event: string,
    private readonly mostClients: number,
  ) {
    this.beat = setInterval(() => {
      this.send(': beat\n\n');
    }, BEAT_MS);
    this.beat.unref();
  }

  get size(): number {
    return this.clients.size;
  }

  get isFull(): boolean {
    return this.clients.size >= this.mostClients;
  }

  /** Adds a listener. The response is the hub's from here on; its headers are set by the caller. */
  add(request: IncomingMessage, response: ServerResponse): void {
    this.clients.add(response);
    const forget = (): void => void this.clients.delete(response);
    response.on('close', forget);
    response.on('error', forget);
    response.write(`retry: ${RETRY_MS}\n\n`);
    if (this.version !== '' && request.headers['last-event-id'] !== this.version)
      response.write(this.text(this.version));
  }

  /** Announces a version to every client, unless it is the one they know already. */
  announce(version: string): void {
    if (version === this.version) return;
    this.version = version;
    this.send(this.text(version));
  }

  close(): void {
    clearInterval(this.beat);
    for (const client of this.clients) client.end();
    this.clients.clear();
  }

  private text(version: string): string {
    return `id: ${version}\nevent: ${this.event}\ndata: ${version}\n\n`;
  }

  private send(text: string): void {
    for (const client of this.clients) {
      if (client.writableLength > MOST_WAITING_BYTES) client.destroy();
      else client.write(text);
    }
  }
}
