import { refuseNetworkFiles } from '../../../src/io/files/network-files';
import type { Standby } from '../../live/drive';
import type { FollowerOptions } from '../../live/journal-follower';
import { followLog } from '../follow-log';
import { overEngine, type OverEngineOptions } from './over-engine';

export interface EngineFollowOptions extends Standby<FollowerOptions>, OverEngineOptions {
  /** The version of the program. */
  readonly program: string;
  readonly signal: AbortSignal;
}

/**
 * Follows the log on an engine, from when that can be reached until told to stop, and offers to its outlet what it
 * publishes. Throws a UsageError where the output directory may be written by other machines as well, and what ended it.
 */
export async function followEngine(options: EngineFollowOptions): Promise<void> {
  await refuseNetworkFiles(options.out);
  await overEngine(options, (engine) => {
    const { log, outlet, tenant } = engine;
    return followLog({
      ...{ ...options, log, outlet, name: `the log of ${tenant}` },
      info: () => engine.info(),
    });
  });
}
