import type { AccountView } from '../account/measure-account';
import type { Policy } from '../router/current-policy';
import type { Quality, RouterRegime } from '../router/router-class';
import type { Header, Metadata } from '../core/header';

/** Where a symbol or strategy stands, as the published files say. A null was not said. */
export interface PublishedNumbers {
  readonly score: number | null;
  readonly edge: number | null;
  readonly count: number;
  readonly knownR: number;
  readonly avgR: number | null;
  readonly hitRate: number | null;
  readonly expectancy: number | null;
  readonly drawdownAwareR: number | null;
  readonly rInterval: readonly [number, number] | null;
}

/** The router's state of a symbol, as published. */
export interface PublishedRouter {
  readonly quality: Quality;
  readonly regime: RouterRegime;
  readonly current: Policy | null;
  readonly proposed: Policy | null;
}

/** All that the allocator reads of the other three files. */
export interface AllocationInputs {
  readonly header: Header;
  readonly metadata: Metadata;
  /** Undefined where the scores file has none: it is older, or not ours. */
  readonly account: AccountView | undefined;
  readonly symbols: ReadonlyMap<string, PublishedNumbers>;
  readonly strategies: ReadonlyMap<string, PublishedNumbers>;
  readonly routers: ReadonlyMap<string, PublishedRouter>;
}
