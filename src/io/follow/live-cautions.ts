import type { CautionRecord, UnliftedCaution } from '../journal/journal-records';
import { unliftedAfter } from '../journal/journal-state';
import type { ToldHole } from '../tail/told-hole';

/** What live tells the reader of its files about the logs; it takes back what no longer holds. */
export class LiveCautions {
  constructor(
    /** Those that stand in the journal. */
    private unlifted: readonly UnliftedCaution[],
    private readonly horizonMs: number,
    private readonly add: (record: CautionRecord) => void,
  ) {}

  raise(ts: number, code: string, incomplete: boolean, hole?: ToldHole): void {
    const record = { kind: 'caution', ts, code, incomplete } as const;
    this.note(hole === undefined ? record : { ...record, hole });
  }

  /** Takes back all cautions of a code; does nothing where there are none. */
  lift(ts: number, code: string): void {
    if (this.unlifted.some((known) => known.code === code))
      this.note({ kind: 'caution', ts, code, incomplete: false, lifted: true });
  }

  /** The holes that a code is told for; none where one of its cautions has another reason, within the horizon. */
  holes(nowMs: number, code: string): readonly ToldHole[] {
    const known = this.unlifted.filter((each) => each.code === code && each.ts > nowMs - this.horizonMs);
    const holes = known.flatMap(({ hole }) => (hole === undefined ? [] : [hole]));
    return holes.length === known.length ? holes : [];
  }

  private note(record: CautionRecord): void {
    this.unlifted = unliftedAfter(this.unlifted, record);
    this.add(record);
  }
}
