import { randomUUID } from 'node:crypto';
import { AckPolicy, DeliverPolicy, ReplayPolicy, type ConsumerConfig, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { WorldError } from '../../files/failures';
import type { NatsLink } from './nats-link';
import { isFull } from './refusals';

// What waits here at most. A bound on messages alone could be 256 times 8 MB.
const MOST_BYTES = 32 * 1024 * 1024;
// The client asks for so many beside the bytes, and when they have come waits for bytes that nobody was asked for.
const MOST_MESSAGES = 100;
const PULL_MS = 30_000;
const HEARTBEAT_MS = 500;
// A reader that is slower than this with what it was given is not forgotten; one that is gone, after this.
const FORGOTTEN_MS = 300_000;

/** From where in a stream is read, and what of it. */
export interface Pull {
  readonly stream: string;
  readonly subject: string;
  /** `last`: the last message of each subject, then all that come. */
  readonly from: number | 'first' | 'last';
}

/**
 * The messages of a stream in order, by an ordered reader that the server keeps nothing of: each is asked for when the
 * one before was used, and no more than 32 MiB wait. Throws what the client throws as soon as the reading is broken, as
 * it is by each loss of the connection: the next begins anew.
 */
export async function* pulled(link: NatsLink, pull: Pull, signal?: AbortSignal): AsyncGenerator<JsMsg> {
  const info = await link.jsm.consumers.add(pull.stream, consumerOf(pull));
  const consumer = link.js.consumers.getConsumerFromInfo(info);
  let next = 1;
  try {
    while (signal?.aborted !== true) {
      const batch = await consumer.fetch({
        max_bytes: MOST_BYTES,
        expires: PULL_MS,
        idle_heartbeat: HEARTBEAT_MS,
      });
      const stop = (): void => {
        batch.stop();
      };
      signal?.addEventListener('abort', stop);
      let taken = 0;
      try {
        for await (const message of batch) {
          const { deliverySequence } = message.info;
          if (deliverySequence !== next)
            throw new Error(`message ${next} of a reading came as ${deliverySequence}`);
          next++;
          taken++;
          yield message;
          if (taken === MOST_MESSAGES) break;
        }
      } catch (error) {
        if (!isFull(error)) throw error;
        if (taken === 0)
          throw new WorldError(link.place, 'read', new Error(`a message is larger than ${MOST_BYTES} bytes`));
      } finally {
        signal?.removeEventListener('abort', stop);
        batch.stop();
      }
    }
  } finally {
    // The server forgets it by itself as well.
    if (!link.closed) link.jsm.consumers.delete(pull.stream, info.name).catch(() => undefined);
  }
}

function consumerOf({ subject, from }: Pull): ConsumerConfig {
  return {
    name: `intel-${randomUUID()}`,
    filter_subject: subject,
    ack_policy: AckPolicy.None,
    replay_policy: ReplayPolicy.Instant,
    ...(from === 'first'
      ? { deliver_policy: DeliverPolicy.All }
      : from === 'last'
        ? { deliver_policy: DeliverPolicy.LastPerSubject }
        : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: from }),
    inactive_threshold: nanos(FORGOTTEN_MS),
    mem_storage: true,
    num_replicas: 1,
  };
}
