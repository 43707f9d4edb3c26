import { refuseNetworkFiles } from '../../../src/io/files/network-files';
import { Waker } from '../../../src/io/follow/waker';
import { drive } from '../../live/drive';
import { MirrorLoop, type MirrorOptions } from './mirror-loop';
import { overEngine, type OverEngineOptions } from './over-engine';

export interface MirrorEngineOptions
  extends Pick<MirrorOptions, 'out' | 'silentMs' | 'gates'>, Omit<OverEngineOptions, 'onIncident'> {
  readonly onIncident: MirrorOptions['onIncident'];
  /** Wait until the directory is free; else that is an OwnerError. */
  readonly standby?: boolean | undefined;
}

/**
 * Writes the state files of an engine's outlet into a directory, from when the engine can be reached until told to stop.
 * Throws a UsageError where the directory may be written by other machines as well, and what ended it.
 */
export async function mirrorEngine(options: MirrorEngineOptions): Promise<void> {
  await refuseNetworkFiles(options.out);
  await overEngine(options, ({ outlet, tenant }) => {
    const waker = new Waker(new Map());
    const wake = (): void => {
      waker.wake();
    };
    return drive(waker, options, () =>
      MirrorLoop.open({ ...options, outlet, name: `the outlet of ${tenant}` }, wake),
    );
  });
}
