import type { WindowView } from './window-measure';
import type { Metadata, Header } from '../core/header';

/** `expectancy_v6.json`: the primary window at the top, and every window by name. */
export interface ExpectancyFile extends Header, WindowView {
  readonly lookback_hours: number | null;
  readonly windows: Readonly<Record<string, WindowView>>;
  readonly metadata: Metadata;
}
