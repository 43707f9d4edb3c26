import type { FaultReason } from './decoded';

/** A row in quarantine: where it lies, why it cannot be used, and its bytes. */
export interface Fault {
  readonly source: string;
  readonly file: string;
  /** 0 is the current file, k the k-th rotated one; null on standard input. */
  readonly segment: number | null;
  readonly offset: number;
  readonly length: number;
  readonly reason: FaultReason;
  readonly detail: string;
  readonly raw?: string;
  readonly raw_b64?: string;
}
