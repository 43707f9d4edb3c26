import type { Desk } from '../../src/model/fund/desk';
import { rounded } from '../../src/model/math/round';
import { primaryWindow } from '../../src/model/fund/settings';
import { lookbackDays, lookbackHours } from '../../src/model/values/window';
import type { ExpectancyView } from './measure-expectancy';
import type { Provenance } from '../provenance/measure-provenance';
import type { ExpectancyFile } from './expectancy-file';
import { metadataOf } from '../provenance/metadata';
import { stampOf } from '../core/header';

/** expectancy_v6.json: the primary window at the top, every window below. */
export function publishExpectancy(
  { expectancy, provenance }: { readonly expectancy: ExpectancyView; readonly provenance: Provenance },
  asOf: number,
  desk: Desk,
): ExpectancyFile {
  const window = primaryWindow(desk.settings);
  const header = {
    ...stampOf(asOf),
    window: window.name,
    lookback_days: lookbackDays(window),
    lookback_hours: lookbackHours(window),
  };
  return {
    ...rounded(header),
    // Rounded when they were measured.
    ...expectancy.primary,
    windows: expectancy.windows,
    metadata: metadataOf(provenance, desk.digest),
  };
}
