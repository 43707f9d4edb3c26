import {
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { UsageError } from '../../files/failures';
import { LEASE_BUCKET } from './nats-turns';
import { OUT_BUCKET } from './nats-outlet';
import type { NatsLink } from './nats-link';
import { subjectsOf } from './subjects';

// Nothing is sent with an id to be known again by: the chain of the commits does that.
const DUPLICATE_WINDOW_MS = 1000;

/** How a fund's stream and buckets are to be. */
export interface StreamWish {
  readonly replicas: number;
  /** How long a message is kept. */
  readonly keepMs: number;
}

/** What became of a stream or bucket. */
export interface MadeStream {
  readonly name: string;
  readonly done: 'made' | 'changed' | 'unchanged';
  /** The settings that were changed, in words. */
  readonly changes: readonly string[];
}

/** Makes the stream and the buckets of a fund, or changes them to what they are to be. What they hold stays. */
export async function makeStreams(link: NatsLink, wish: StreamWish): Promise<readonly MadeStream[]> {
  const made: MadeStream[] = [];
  for (const wanted of streamsOf(link, wish))
    made.push(await link.once('write', () => makeStream(link, wanted)));
  return made;
}

type Wanted = Pick<StreamConfig, 'name' | 'subjects'> & Partial<StreamConfig>;

/** The stream and the two buckets, as they are to be. */
export function streamsOf(
  { engine }: Pick<NatsLink, 'engine'>,
  { replicas, keepMs }: StreamWish,
): readonly Wanted[] {
  const common = {
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    num_replicas: replicas,
    allow_direct: true,
  };
  const bucket = (name: string): Wanted => ({
    ...common,
    name: `KV_${name}`,
    subjects: [`$KV.${name}.>`],
    discard: DiscardPolicy.New,
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    deny_delete: true,
  });
  const log: Wanted = {
    ...common,
    name: engine.stream,
    subjects: [subjectsOf(engine)],
    discard: DiscardPolicy.Old,
    max_age: nanos(keepMs),
    duplicate_window: nanos(Math.min(DUPLICATE_WINDOW_MS, keepMs)),
  };
  return [log, bucket(LEASE_BUCKET), bucket(OUT_BUCKET)];
}

const COMPARED = [
  ...(['subjects', 'retention', 'storage', 'discard', 'num_replicas', 'max_age'] as const),
  ...([
    'duplicate_window',
    'allow_direct',
    'max_msgs_per_subject',
    'allow_rollup_hdrs',
    'deny_delete',
  ] as const),
];

/** The settings of a stream that are not as they are to be, in words. */
export function differences(wanted: Wanted, found: StreamConfig): readonly string[] {
  return COMPARED.flatMap((key) => {
    const [was, is] = [found[key], wanted[key]].map((value) => JSON.stringify(value));
    return is === undefined || was === is ? [] : [`${key} ${was ?? 'unset'} → ${is}`];
  });
}

async function makeStream({ jsm }: NatsLink, wanted: Wanted): Promise<MadeStream> {
  const { name } = wanted;
  const found = await jsm.streams.info(name).catch((error: unknown) => {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound)
      return undefined;
    throw error;
  });
  if (found === undefined) {
    await jsm.streams.add(wanted);
    return { name, done: 'made', changes: [] };
  }
  if (String(found.config.subjects) !== String(wanted.subjects))
    throw new UsageError(
      `stream ${name} carries ${String(found.config.subjects)}; allowed: ${String(wanted.subjects)}. Give each fund a stream of its own, or an account of its own`,
    );
  const changes = differences(wanted, found.config);
  if (changes.length === 0) return { name, done: 'unchanged', changes };
  await jsm.streams.update(name, wanted);
  return { name, done: 'changed', changes };
}
