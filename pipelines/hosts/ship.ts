import { watchedFiles } from '../../src/io/follow/live-sources';
import { Waker } from '../../src/io/follow/waker';
import type { ShipHealth } from '../../src/io/publish/health';
import { drive, type Following } from '../live/drive';
import { ShipLoop, type ShipOptions } from './ship-loop';

/** Ships the logs of a host until it is told to stop. `done` rejects with a FencedError where it must begin anew. */
export function ship(options: ShipOptions): Following<ShipHealth> {
  const waker = new Waker(watchedFiles(options.logs));
  return drive(waker, options, (signal) => ShipLoop.open({ ...options, waker, signal }, waker.readClock()));
}
