import { Waker } from '../../src/io/follow/waker';
import type { Following, Standby } from '../live/drive';
import { followSource } from '../live/follow';
import type { FollowerOptions } from '../live/journal-follower';
import { HostsLog, type HostsLogOptions } from './hosts-log';

/** Follows the log of many hosts. Whoever opened the log closes it, when this has ended. */
export function followLog(options: Standby<FollowerOptions & HostsLogOptions>): Following {
  const waker = new Waker(new Map());
  const source = new HostsLog(options, () => {
    waker.wake();
  });
  return followSource(waker, options, source);
}
