import { setMaxListeners } from 'node:events';
import { reasonOf, OwnerError, UsageError, WorldError } from '../../../src/io/files/failures';
import { pause } from '../../../src/io/follow/pause';
import { joinSignals } from '../../../src/io/log/joined-signal';
import { Incidents, type Incident } from '../../../src/io/publish/incidents';
import { SECOND } from '../../../src/model/values/time';
import type { OpenEngine } from './over-engine';
import { followEngine, type EngineFollowOptions } from './follow-engine';

/** A fund that is followed beside others. */
export interface Tenant extends Pick<EngineFollowOptions, 'out' | 'open' | 'onStart'> {
  readonly tenant: string;
}

export interface TenantsFollowOptions extends Pick<
  EngineFollowOptions,
  'gates' | 'program' | 'signal' | 'incidentsTold'
> {
  readonly tenants: readonly Tenant[];
  readonly onIncident: (tenant: string, incident: Incident) => void;
  /** After so long a fund that ended by an error is begun anew. */
  readonly againMs?: number | undefined;
}

const AGAIN_MS = 30_000;

/**
 * Follows the logs of many funds in one process until told to stop. What ends one of them is told, and it is begun anew
 * after a while; the others do not notice.
 */
export async function followTenants(options: TenantsFollowOptions): Promise<void> {
  // Each fund listens to it, and ten would be thought a leak.
  setMaxListeners(0, options.signal);
  await Promise.all(options.tenants.map((tenant) => keepFollowing(tenant, options)));
}

async function keepFollowing(
  { tenant, out, open, onStart }: Tenant,
  { gates, program, signal, incidentsTold, onIncident, againMs = AGAIN_MS }: TenantsFollowOptions,
): Promise<void> {
  const tell = (incident: Incident): void => {
    onIncident(tenant, incident);
  };
  const own = new Incidents(tell);
  while (!signal.aborted) {
    const ended = new AbortController();
    // It follows again when, on an engine that was opened, it has not ended for as long as it waited.
    const openAgain: OpenEngine = async (hooks) => {
      const engine = await open(hooks);
      const stopped = joinSignals(signal, ended.signal);
      void pause(againMs, stopped.signal).then(() => {
        if (!stopped.signal.aborted) own.set('ended', undefined);
        stopped.release();
      });
      return engine;
    };
    try {
      await followEngine({
        ...{ out, open: openAgain, onStart, gates, program, signal, incidentsTold },
        onIncident: tell,
      });
    } catch (error) {
      ended.abort();
      own.set('ended', `${endText(error)}; it is begun anew every ${againMs / SECOND} s`, 'error');
      await pause(againMs, signal);
    }
  }
}

// An error of ours in one fund is no reason to stop the others.
function endText(error: unknown): string {
  const isTheirs = error instanceof UsageError || error instanceof WorldError || error instanceof OwnerError;
  if (isTheirs) return error.message;
  const stack = error instanceof Error ? (error.stack ?? error.message) : reasonOf(error);
  return `this is a bug in intel; please report it: ${stack}`;
}
