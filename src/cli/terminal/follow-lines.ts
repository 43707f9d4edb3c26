import type { HostHealth, LogHealth } from '../../io/log/log-health';
import { parseTimestamp, SECOND } from '../../model/values/time';
import { decimal } from './print';

// A host commits at each tick: after so long it may be silent.
const SILENT_MS = 10_000;

/** What the status of a follower says of the log of many hosts. */
export function followLines(log: LogHealth, nowMs: number): readonly string[] {
  const { place, behind, caught_up, rewound, gaps, outlet, servers } = log;
  const lost = rewound + gaps === 0 ? '' : `; lost its end ${rewound} times, its beginning ${gaps} times`;
  const read = caught_up === null ? 'not followed to its end yet' : `read ${ageText(caught_up, nowMs)} ago`;
  const width = Math.max(...Object.keys(log.hosts).map((host) => host.length));
  return [
    `log: place ${place ?? 'none'}; ${behind} messages behind; ${read}${lost}`,
    ...(servers === null
      ? []
      : [
          `server ${servers.server}: nats ${servers.version}, ${servers.replicas ?? '?'} ${servers.replicas === 1 ? 'replica' : 'replicas'}`,
        ]),
    ...Object.entries(log.hosts).map(
      ([host, known]) => `  ${host.padEnd(width)}  ${hostText(known, nowMs).join('  ')}`,
    ),
    ...(outlet === null
      ? []
      : [
          `outlet: ${outlet.taken} files taken, ${outlet.refused} there already, ${outlet.failed} offers failed`,
        ]),
  ];
}

function hostText({ commits, by, promise, refused, ...host }: HostHealth, nowMs: number): readonly string[] {
  return [
    `commit ${commits}${by === null ? '' : ` by ${by}`}`,
    promise === null ? 'no promise yet' : `promise ${promise}`,
    standingText(host, nowMs),
    ...(refused === 0 ? [] : [`refused ${refused} commits`]),
  ];
}

function standingText({ standing, heard }: Pick<HostHealth, 'standing' | 'heard'>, nowMs: number): string {
  if (standing === 'forgotten') return 'forgotten';
  if (standing === 'lapsed') return heard === null ? 'lapsed' : `lapsed since ${heard}`;
  if (heard === null) return 'not heard yet';
  const silent = nowMs - (parseTimestamp(heard) ?? 0) >= SILENT_MS;
  return silent ? `silent ${ageText(heard, nowMs)}` : 'following';
}

function ageText(moment: string, nowMs: number): string {
  return `${decimal((nowMs - (parseTimestamp(moment) ?? 0)) / SECOND, 1)} s`;
}
