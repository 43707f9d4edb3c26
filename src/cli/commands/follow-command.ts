import { followEngine } from '../../../pipelines/hosts/engine/follow-engine';
import { followTenants, type Tenant } from '../../../pipelines/hosts/engine/follow-tenants';
import { followJournal } from '../../../pipelines/live/follow';
import type { OpenEngine } from '../../../pipelines/hosts/engine/over-engine';
import { followUntil } from '../../../pipelines/live/drive';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import { readEngineFile } from '../../io/log/engine/engine-file';
import { readTenantsFile, type TenantSettings } from '../../io/log/engine/tenants-file';
import { openEngine, openEngineOf } from '../../io/log/nats/open-engine';
import type { Incident } from '../../io/publish/incidents';
import { closedText, gatesOf, type Gates } from '../../model/fund/gates';
import { runService, serviceLog } from '../live/service';
import { Watch, watchSettings, type WatchFlags } from '../live/watch';
import type { WatchPost } from '../live/watch-post';
import { printNote } from '../terminal/print';

interface FollowFlags extends WatchFlags {
  readonly journal?: string;
  readonly engine?: string;
  readonly tenants?: string;
  readonly out?: string;
  readonly standby?: boolean;
}

type Followed = (signal: AbortSignal) => Promise<void>;

/** What all followers of the process are given. */
interface Shared {
  readonly gates: Gates;
  readonly program: string;
  readonly incidentsTold: boolean;
}

/** `intel follow`: follows a journal or logs on engines, logs incidents to stderr, and ends well on a signal. */
export async function followCommand(flags: FollowFlags): Promise<void> {
  refuseMixture(flags);
  const settings = watchSettings(flags);
  const tenants = flags.tenants === undefined ? [] : await readTenantsFile(flags.tenants);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`follow does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  const watch = new Watch(settings, log);
  const shared = { gates, program: packageVersion(), incidentsTold: watch.isHeard };
  const followed =
    flags.tenants === undefined
      ? await oneFollowed(flags, shared, watch)
      : await manyFollowed(tenants, shared, watch);
  const { journal, engine, out, standby } = flags;
  log.info(
    { code: 'following', journal, engine, tenants: flags.tenants, out, standby },
    standby === true ? 'follows as soon as the directory is free' : 'following',
  );
  await runService(log, (signal) => watch.during(() => followed(signal)));
}

async function oneFollowed(flags: FollowFlags, shared: Shared, watch: Watch): Promise<Followed> {
  const { journal, engine = '', out = '', standby } = flags;
  const places = { '--out': out, ...(journal === undefined ? {} : { '--journal': journal }) };
  const post = await watch.post({ place: { out }, does: 'tick', standby, places });
  const options = { ...shared, out, standby, onIncident: post.take };
  return (signal) => {
    if (journal === undefined)
      return followEngine({
        ...{ ...options, onStart: post.begins, signal },
        open: (hooks) => openEngine(engine, hooks),
      });
    const following = followJournal({ ...options, journal });
    post.begins(following);
    return followUntil(following, signal);
  };
}

async function manyFollowed(
  settings: readonly TenantSettings[],
  shared: Shared,
  watch: Watch,
): Promise<Followed> {
  const posts = new Map<string, WatchPost>();
  const tenants: Tenant[] = [];
  for (const one of settings) {
    const { tenant, out } = one;
    const places = { [`the directory of ${tenant}`]: out };
    const post = await watch.post({ place: { out, tenant }, does: 'tick', places, fileMark: tenant });
    posts.set(tenant, post);
    tenants.push({ tenant, out, open: openerOf(one), onStart: post.begins });
  }
  const onIncident = (tenant: string, incident: Incident): void => {
    posts.get(tenant)?.take(incident);
  };
  return (signal) => followTenants({ ...shared, tenants, onIncident, signal });
}

function refuseMixture({ journal, engine, tenants, out, standby }: FollowFlags): void {
  if ([journal, engine, tenants].filter((from) => from !== undefined).length !== 1)
    throw new UsageError(
      'follow takes one of --journal, the journal of a live, --engine, the engine.json of a fund, and --tenants, a file with many funds',
    );
  if (tenants === undefined && out === undefined)
    throw new UsageError('follow needs --out, a directory of its own');
  if (tenants !== undefined && (out !== undefined || standby !== undefined))
    throw new UsageError(
      'with --tenants each fund has its directory in that file, and waits until it is free; leave out --out, --standby',
    );
}

// A bad engine.json is the trouble of one fund.
function openerOf({ tenant, engine }: TenantSettings): OpenEngine {
  return async (hooks) => {
    if (typeof engine !== 'string') return openEngineOf(engine, hooks);
    const settings = await readEngineFile(engine);
    if (settings.tenant !== tenant)
      throw new UsageError(`${engine} is of the tenant "${settings.tenant}"; allowed: "${tenant}"`);
    return openEngineOf(settings, hooks);
  };
}
