import type { Fault } from '../../src/io/decode/fault';

/** A log of nothing but bad rows has very many: nobody reads more. */
const MOST_LISTED = 100;

/** The first faults, and how many there are of each reason. */
export interface FaultFindings {
  readonly listed: readonly Fault[];
  readonly byReason: ReadonlyMap<string, number>;
}

/** Takes faults as they come, and keeps no more than anybody reads. */
export class FirstFaults implements FaultFindings {
  readonly listed: Fault[] = [];
  readonly byReason = new Map<string, number>();

  readonly take = (fault: Fault): void => {
    this.byReason.set(fault.reason, (this.byReason.get(fault.reason) ?? 0) + 1);
    if (this.listed.length < MOST_LISTED) this.listed.push(fault);
  };
}
