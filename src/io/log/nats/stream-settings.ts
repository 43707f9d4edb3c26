import {
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
  type StreamInfo,
} from '@nats-io/jetstream';
import { millis, nanos } from '@nats-io/transport-node';
import { DAY } from '../../../model/values/time';
import { LEASE_BUCKET } from './nats-turns';
import { OUT_BUCKET } from './nats-outlet';
import type { MadeStream, StreamFacts, StreamWish } from '../engine/engine';
import type { NatsLink } from './nats-link';
import { otherFundText, refuseOtherFund, subjectsOf } from './subjects';

// Nothing is sent with an id to be known again by: the chain of the commits does that.
const DUPLICATE_WINDOW_MS = 1000;

/** Makes the stream and the buckets of a fund, or changes them to what they are to be. What they hold stays. */
export async function makeStreams(link: NatsLink, wish: StreamWish): Promise<readonly MadeStream[]> {
  const made: MadeStream[] = [];
  for (const wanted of streamsOf(link, wish))
    made.push(await link.once('write', () => makeStream(link, wanted)));
  return made;
}

type Wanted = Pick<StreamConfig, 'name' | 'subjects'> & Partial<StreamConfig>;

/** The stream and the two buckets, as they are to be. */
function streamsOf(
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
    duplicate_window: nanos(keepMs === 0 ? DUPLICATE_WINDOW_MS : Math.min(DUPLICATE_WINDOW_MS, keepMs)),
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
function differences(wanted: Wanted, found: StreamConfig): readonly string[] {
  return COMPARED.flatMap((key) => {
    const [was, is] = [found[key], wanted[key]];
    if (is === undefined || JSON.stringify(was) === JSON.stringify(is)) return [];
    return `${key} ${settingText(key, was)} → ${settingText(key, is)}`;
  });
}

function settingText(key: string, value: unknown): string {
  if (key === 'max_age' && typeof value === 'number')
    return `${Number((millis(value) / DAY).toFixed(3))} days`;
  if (key === 'duplicate_window' && typeof value === 'number') return `${millis(value)} ms`;
  return value === undefined ? 'unset' : JSON.stringify(value);
}

/** What the server says of the stream and the buckets of a fund. */
export async function streamFacts(
  link: NatsLink,
): Promise<readonly (readonly [name: string, facts: StreamFacts | undefined])[]> {
  const facts: [string, StreamFacts | undefined][] = [];
  for (const { name } of streamsOf(link, NO_WISH)) {
    const found = await link.once('read', () => streamNamed(link, name));
    facts.push([name, found === undefined ? undefined : factsOf(link, found)]);
  }
  return facts;
}

// What the settings of a person were is not known: those are taken as they are.
const NO_WISH: StreamWish = { replicas: 1, keepMs: 0 };

function factsOf(link: NatsLink, { config, state }: StreamInfo): StreamFacts {
  const keepMs = millis(config.max_age);
  const wanted = streamsOf(link, { replicas: config.num_replicas, keepMs });
  const same = wanted.find(({ name }) => name === config.name);
  return {
    replicas: config.num_replicas,
    ...{ messages: state.messages, bytes: state.bytes },
    firstPlace: BigInt(state.first_seq),
    lastPlace: BigInt(state.last_seq),
    keepMs: keepMs === 0 ? undefined : keepMs,
    refused: config.name === link.engine.stream ? otherFundText(link.engine, config.subjects) : undefined,
    strays: same === undefined ? [] : differences(same, config),
  };
}

async function makeStream(link: NatsLink, wanted: Wanted): Promise<MadeStream> {
  const { jsm } = link;
  const { name } = wanted;
  const found = await streamNamed(link, name);
  if (found === undefined) {
    await jsm.streams.add(wanted);
    return { name, done: 'made', changes: [] };
  }
  if (name === link.engine.stream) refuseOtherFund(link.engine, found.config.subjects);
  const changes = differences(wanted, found.config);
  if (changes.length === 0) return { name, done: 'unchanged', changes };
  await jsm.streams.update(name, wanted);
  return { name, done: 'changed', changes };
}

async function streamNamed({ jsm }: NatsLink, name: string): Promise<StreamInfo | undefined> {
  try {
    return await jsm.streams.info(name);
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound)
      return undefined;
    throw error;
  }
}
