import type { Health } from '../io/publish/health';
import type { Incident } from '../io/publish/incidents';
import type { Gates } from '../model/fund/gates';

/** Why an attachment ended by itself. */
export interface AttachError {
  /** `OwnerError`: another instance has the directories. `WorldError`: a file. `UsageError`: no usable config, or options that are none. */
  readonly name: string;
  readonly message: string;
}

/** What the attached thread says. */
export type AttachMessage =
  | { readonly kind: 'health'; readonly health: Health }
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'ended'; readonly error: AttachError | undefined };

/** What the attached thread is told. */
export type HostMessage =
  | { readonly kind: 'stop' }
  | { readonly kind: 'warn'; readonly code: string; readonly message: string | undefined };

/** What the attached thread is started with. */
export interface AttachData {
  readonly logs: string;
  readonly config: string;
  readonly out: string;
  readonly journal: string;
  readonly gates: Gates;
  readonly takeOver: boolean;
  readonly standby: boolean;
  readonly incidentsTold: boolean;
  /** The name that the directories are owned in. */
  readonly token: string;
}
