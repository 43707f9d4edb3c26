import type { Engine, EngineHooks, EngineInfo } from '../engine/engine';
import type { EngineSettings } from '../engine/engine-file';
import { NatsLink } from './nats-link';
import { NatsLog } from './nats-log';
import { NatsOutlet } from './nats-outlet';
import { NatsTurns } from './nats-turns';

/** The engine of a NATS server; undefined when told to stop before it could be reached. */
export async function natsEngine(settings: EngineSettings, hooks: EngineHooks): Promise<Engine | undefined> {
  const link = await NatsLink.open(settings, hooks);
  if (link === undefined) return undefined;
  const log = new NatsLog(link);
  return {
    tenant: settings.tenant,
    log,
    turns: new NatsTurns(link, settings.leaseMs),
    outlet: new NatsOutlet(link),
    info: () => infoOf(link),
    close: async () => {
      await log.close();
      await link.close();
    },
  };
}

async function infoOf(link: NatsLink): Promise<EngineInfo> {
  return link.once('read', async () => {
    const { config, state } = await link.jsm.streams.info(link.engine.stream);
    return {
      server: link.nc.getServer(),
      version: link.nc.info?.version ?? 'unknown',
      maxPayload: link.nc.info?.max_payload ?? 0,
      replicas: config.num_replicas,
      ...{ messages: state.messages, bytes: state.bytes },
      firstPlace: BigInt(state.first_seq),
      lastPlace: BigInt(state.last_seq),
    };
  });
}
