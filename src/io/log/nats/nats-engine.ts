import { compare, nkeys, parseSemVer } from '@nats-io/transport-node';
import { UsageError } from '../../files/failures';
import type { Engine, EngineHooks, EngineInfo } from '../engine/engine';
import type { EngineSettings } from '../engine/engine-file';
import { NatsLink } from './nats-link';
import { NatsLog } from './nats-log';
import { NatsOutlet } from './nats-outlet';
import { NatsTurns } from './nats-turns';
import { makeStreams, streamFacts } from './stream-settings';

const LEAST_OF_CLUSTER = '2.11.0';

/**
 * The engine of a NATS server; undefined when told to stop before it could be reached. Refuses a cluster that is known to
 * lose what it took.
 */
export async function natsEngine(settings: EngineSettings, hooks: EngineHooks): Promise<Engine | undefined> {
  const link = await NatsLink.open(settings, hooks);
  if (link === undefined) return undefined;
  const refused = clusterRefused(link);
  if (refused !== undefined) {
    await link.close();
    throw new UsageError(refused);
  }
  const log = new NatsLog(link);
  return {
    tenant: settings.tenant,
    log,
    turns: new NatsTurns(link, settings.leaseMs),
    outlet: new NatsOutlet(link),
    info: () => infoOf(link),
    make: (wish) => makeStreams(link, wish),
    close: async () => {
      await log.close();
      await link.close();
    },
  };
}

/** A new key of a user, as text. */
export function newUserKey(): { readonly seed: string; readonly publicKey: string } {
  const pair = nkeys.createUser();
  return { seed: Buffer.from(pair.getSeed()).toString(), publicKey: pair.getPublicKey() };
}

function clusterRefused({ nc }: NatsLink): string | undefined {
  const { cluster, version = '0.0.0' } = nc.info ?? {};
  if (cluster === undefined || compare(parseSemVer(version), parseSemVer(LEAST_OF_CLUSTER)) >= 0)
    return undefined;
  return `${nc.getServer()} is in the cluster ${cluster} and of version ${version}; a cluster must be of ${LEAST_OF_CLUSTER} or later: below, replicas came apart in our tests, and two writers were told yes at once. One server alone is allowed at any version from 2.9`;
}

async function infoOf(link: NatsLink): Promise<EngineInfo> {
  const streams = await streamFacts(link);
  const { nc } = link;
  const { version = 'unknown', cluster, max_payload = 0, auth_required = false } = nc.info ?? {};
  const tls = link.engine.tls || nc.info?.tls_required === true;
  return {
    ...{ server: nc.getServer(), version, cluster, tls },
    ...{ auth: auth_required, maxPayload: max_payload, streams },
  };
}
