import type { FromSchema } from '../../../src/model/schemas/from-schema';
import type { Metadata } from '../../core/header';
import type { RouterEvidence } from '../router/router-evidence';
import type { SettingsStudy } from '../settings/settings-study';
import type { PermutationTest } from '../statistics/permutation-test';
import type { TimingTest } from '../statistics/timing-test';
import type { Contribution } from '../value/contributions';
import type { SymbolContribution } from '../value/symbol-contributions';
import type { EvidencePoint } from '../value/evidence-curve';
import type { ValueUnit } from '../value/sentence';
import type { Untradable } from '../value/untradable';
import type { Verdict } from '../value/verdict';
import type { LeftAsTraded } from '../walk/advised-trade';
import type { CalibrationReport } from './calibration-report';
import type { PolicyReport } from './policy-report';
import type { lookUpSchema } from './evaluation-schema';

/** The name of the file. */
export const EVALUATION_FILE = 'evaluation_v6.json';

type InUnits<T> = Readonly<Record<ValueUnit, T>>;
type Counted = Readonly<Record<string, number>>;

/** `evaluation_v6.json`. */
export interface EvaluationFile {
  readonly generated_ts: string;
  readonly as_of: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly settings: FromSchema<typeof lookUpSchema>;
  readonly eligible: number;
  readonly days: number;
  readonly active_days: number;
  readonly left_as_traded: LeftAsTraded;
  readonly entry_sources: Counted;
  readonly reasons: Counted;
  readonly modes: Counted;
  readonly mode_reasons: Counted;
  readonly policies: Readonly<Record<string, PolicyReport>>;
  readonly contributions: {
    readonly symbols: InUnits<Readonly<Record<string, SymbolContribution>>>;
  } & Readonly<
    Record<'strategies' | 'regimes' | 'modes' | 'reasons', InUnits<Readonly<Record<string, Contribution>>>>
  >;
  readonly permutation: InUnits<PermutationTest>;
  readonly timing: InUnits<TimingTest>;
  readonly untradable: Untradable;
  readonly calibration: CalibrationReport;
  readonly router: RouterEvidence;
  readonly curve: readonly EvidencePoint[];
  /** Only where it was asked for. */
  readonly settings_study?: SettingsStudy;
  readonly verdict: InUnits<Verdict & { readonly sentence: string }>;
  readonly metadata: Omit<Metadata, 'complete'>;
}
