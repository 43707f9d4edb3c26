import { followEngine } from '../../../pipelines/hosts/engine/follow-engine';
import { followTenants } from '../../../pipelines/hosts/engine/follow-tenants';
import { followJournal } from '../../../pipelines/live/follow';
import type { OpenEngine } from '../../../pipelines/hosts/engine/over-engine';
import { followUntil } from '../../../pipelines/live/drive';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import { readEngineFile } from '../../io/log/engine/engine-file';
import { readTenantsFile, type TenantSettings } from '../../io/log/engine/tenants-file';
import { openEngine, openEngineOf } from '../../io/log/nats/open-engine';
import type { Incident } from '../../io/publish/incidents';
import { closedText, gatesOf } from '../../model/fund/gates';
import { logIncident, runService, serviceLog } from '../live/service';
import { printNote } from '../terminal/print';

interface FollowFlags {
  readonly journal?: string;
  readonly engine?: string;
  readonly tenants?: string;
  readonly out?: string;
  readonly standby?: boolean;
}

type Followed = (signal: AbortSignal) => Promise<void>;

/** `intel follow`: follows a journal or logs on engines, logs incidents to stderr, and ends well on a signal. */
export async function followCommand(flags: FollowFlags): Promise<void> {
  const { out, standby } = flags;
  refuseMixture(flags);
  const tenants = flags.tenants === undefined ? [] : await readTenantsFile(flags.tenants);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`follow does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  const onIncident = (incident: Incident): void => {
    logIncident(log, incident);
  };
  log.info(
    { code: 'following', ...flags },
    standby === true ? 'follows as soon as the directory is free' : 'following',
  );
  const program = packageVersion();
  const options = { out: out ?? '', standby, gates, onIncident };
  const { journal, engine } = flags;
  const followed: Followed = (signal) => {
    if (journal !== undefined) return followUntil(followJournal({ ...options, journal }), signal);
    if (engine !== undefined)
      return followEngine({ ...options, open: (hooks) => openEngine(engine, hooks), program, signal });
    return followTenants({
      ...{ gates, program, signal },
      tenants: tenants.map((tenant) => ({ ...tenant, open: openerOf(tenant) })),
      onIncident: (tenant, incident) => {
        logIncident(log, incident, { tenant });
      },
    });
  };
  await runService(log, followed);
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
