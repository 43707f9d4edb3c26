import { DAY } from '../../../model/values/time';
import type { EngineInfo, StreamFacts } from './engine';

/** What a person is to know of an engine. */
export interface EngineReport {
  readonly facts: readonly string[];
  readonly warnings: readonly string[];
  /** Why nothing can be kept there; empty where it can. */
  readonly refused: readonly string[];
}

const MIB = 1024 * 1024;
const LEAST_PAYLOAD = 8 * MIB;

/** What is claimed of an engine, and what is not. */
export const CLAIMS: readonly string[] = [
  'claimed: one server, killed and started again, keeps what it acknowledged; what it loses is shipped again from the logs',
  'not claimed: clusters, until our specs have passed on one of 2.12 or later; loss of power; stores on network file systems',
];

/** What the servers say of themselves, in words, with what is doubtful in it. */
export function engineReport(info: EngineInfo): EngineReport {
  const { server, version, cluster, tls, auth, maxPayload, streams } = info;
  const [log, ...buckets] = streams;
  return {
    facts: [
      `server ${server}: nats ${version}, ${cluster === undefined ? 'one server alone' : `in the cluster ${cluster}`}`,
      `connection: ${tls ? 'TLS' : 'no TLS'}, ${auth ? 'asks who we are' : 'lets everybody in'}`,
      `largest message: ${sizeText(maxPayload)}`,
      ...(log === undefined ? [] : [streamText('stream', log)]),
      ...buckets.map((bucket) => streamText('bucket', bucket)),
    ],
    warnings: [
      ...ofSync(version),
      ...(cluster === undefined ? [] : [`${cluster} is a cluster: what we promise of one is not shown yet`]),
      ...(maxPayload < LEAST_PAYLOAD
        ? [
            `max_payload is ${sizeText(maxPayload)}: a commit with a long line needs 8 MiB; set max_payload: 8MB`,
          ]
        : []),
      ...(tls
        ? []
        : ['what is said to the server can be read and changed on the way: fit for one machine alone']),
      ...(auth ? [] : ['everybody who reaches the server can write the log: see deploy/nats']),
      ...streams.flatMap(([name, facts]) =>
        (facts?.strays ?? []).map((stray) => `${name} is not as intel engine init makes it: ${stray}`),
      ),
      ...ofReplicas(streams.map(([, facts]) => facts)),
    ],
    refused: streams.flatMap(([name, facts]) =>
      facts === undefined
        ? [`there is no ${name}; make it with intel engine init`]
        : facts.refused === undefined
          ? []
          : [facts.refused],
    ),
  };
}

// A server tells its clients its version, and not how often it syncs.
function ofSync(version: string): readonly string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 2 || (major === 2 && minor < 10)
    ? [
        `${version} syncs its store every 2 minutes, and knows no sync_interval: loss of power loses what was acknowledged since; hosts ship it again`,
      ]
    : [
        'how often the server syncs its store is not told to clients: see that jetstream has sync_interval: always',
      ];
}

function ofReplicas(all: readonly (StreamFacts | undefined)[]): readonly string[] {
  const replicas = new Set(all.flatMap((facts) => (facts === undefined ? [] : [facts.replicas])));
  return replicas.size > 1 ? [`the stream and the buckets have ${[...replicas].join(' and ')} replicas`] : [];
}

function streamText(kind: string, [name, facts]: EngineInfo['streams'][number]): string {
  if (facts === undefined) return `${kind} ${name}: not there`;
  const { replicas, messages, bytes, firstPlace, lastPlace, keepMs } = facts;
  const places = messages === 0 ? '' : `, places ${firstPlace} to ${lastPlace}`;
  const kept = keepMs === undefined ? 'for ever' : `for ${Number((keepMs / DAY).toFixed(2))} days`;
  return `${kind} ${name}: ${messages} messages, ${bytes} bytes${places}; ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, kept ${kept}`;
}

function sizeText(bytes: number): string {
  return bytes % MIB === 0 ? `${bytes / MIB} MiB` : `${bytes} bytes`;
}
