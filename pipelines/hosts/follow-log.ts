import { Waker } from '../../src/io/follow/waker';
import { drive, type Following, type Standby } from '../live/drive';
import { JournalFollower, type FollowerOptions } from '../live/journal-follower';
import { HostsLog, type HostsLogOptions } from './hosts-log';

/** Follows the log of many hosts. Whoever opened the log closes it, when this has ended. */
export function followLog(options: Standby<FollowerOptions & HostsLogOptions>): Following {
  const waker = new Waker(new Map());
  const source = new HostsLog(options, () => {
    waker.wake();
  });
  return drive(waker, options, (signal) => JournalFollower.open({ ...options, source, signal }));
}
