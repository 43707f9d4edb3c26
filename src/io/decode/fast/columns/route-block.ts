import type { Route, RouterPolicy } from '../../../../model/route';
import { isFilled, isTwap } from '../../../../model/route-costs';
import { writtenName } from '../../row/decode-close';
import { labelText, policyOf, statusText } from '../../row/decode-route';
import { linksOf, routeIdentity } from '../../row/identity';
import type { RowLines } from '../../../lines/row-lines';
import { memoByText } from '../scan/memo-by-text';
import { DictionaryColumn, type DictionaryParts } from './columns';
import { FIELD } from '../scan/fields';
import * as KIND from '../scan/kinds';
import { PolicyInterner } from './policy-interner';
import { BlockRow, namesOf, RowBlock, type RowParts } from './row-block';
import type { CurrentRow } from '../scan/current-row';
import type { RowValues } from '../scan/row-values';
import { Utf8Column, type Utf8Parts } from './utf8-column';

const NUMBER = { slippageBps: 1, ackMs: 2, feesUsd: 3, notionalUsd: 4, retries: 5 } as const;
const FLAG = {
  makerStart: 0,
  makerFinal: 1,
  usedFallback: 2,
  cancelled: 3,
  reported: 4,
  filled: 5,
  twap: 6,
} as const;

const policies = new PolicyInterner();
const labelOf = memoByText(labelText);
const statusOf = memoByText(statusText);
const isTwapRoute = memoByText(isTwap);

export interface RouteParts extends RowParts {
  readonly intents: Utf8Parts;
  readonly statuses: DictionaryParts<string>;
  readonly policies: DictionaryParts<RouterPolicy>;
  readonly venues: DictionaryParts<string>;
}

/** Rows of router metrics, column by column: what decode-route.ts has of each. */
export class RouteBlock extends RowBlock {
  readonly intents: Utf8Column;
  readonly statuses: DictionaryColumn<string>;
  readonly policies: DictionaryColumn<RouterPolicy>;
  readonly venues: DictionaryColumn<string>;

  constructor(lines: RowLines, parts?: RouteParts) {
    super(lines, 6, parts);
    this.intents = new Utf8Column(parts?.intents);
    this.statuses = namesOf(parts?.statuses);
    this.policies = new DictionaryColumn(parts?.policies, (policy) => policies.intern(policy));
    this.venues = namesOf(parts?.venues);
  }

  override get parts(): RouteParts {
    const { count } = this;
    return {
      ...super.parts,
      intents: this.intents.first(count),
      statuses: this.statuses.first(count),
      policies: this.policies.first(count),
      venues: this.venues.first(count),
    };
  }

  protected take(n: number, { values }: CurrentRow): void {
    const { numbers, flags } = this;
    numbers.set(n, NUMBER.slippageBps, values.number(FIELD.slippage_bps));
    numbers.set(
      n,
      NUMBER.ackMs,
      values.number(FIELD.ack_latency_ms) ??
        values.number(FIELD['timing_ms.ack']) ??
        values.number(FIELD.latency_ms),
    );
    numbers.set(n, NUMBER.feesUsd, values.number(FIELD.fees_usd));
    numbers.set(n, NUMBER.notionalUsd, values.size(FIELD['qty.notional_usd']));
    numbers.set(n, NUMBER.retries, values.number(FIELD['result.retries']));
    flags.set(n, FLAG.makerStart, values.flag(values.firstOf(FIELD.maker_start, FIELD.started_maker)));
    flags.set(n, FLAG.makerFinal, values.flag(FIELD.is_maker_final));
    flags.set(n, FLAG.usedFallback, values.flag(FIELD.used_fallback));
    flags.set(n, FLAG.cancelled, values.flag(FIELD['result.cancelled']));
    flags.set(n, FLAG.reported, values.has(FIELD.result, KIND.OBJECT));
    this.intents.set(n, values, FIELD.intent_id);
    const status = statusOf(values.name(FIELD['result.status']));
    const filled = isFilled(
      status,
      values.number(FIELD['qty.contracts']),
      values.number(FIELD['prices.avg_fill']),
    );
    flags.set(n, FLAG.filled, filled);
    flags.set(n, FLAG.twap, isTwapRoute(values.name(FIELD.route)));
    this.statuses.set(n, status);
    this.policies.set(n, values.has(FIELD.policy, KIND.OBJECT) ? scannedPolicy(values) : undefined);
    this.venues.set(n, writtenName(values.name(FIELD.venue)));
  }
}

/** A row of a block. */
export class ScannedRoute extends BlockRow<RouteBlock> implements Route {
  get kind(): 'route' {
    return 'route';
  }

  get filled(): boolean {
    return this.block.flags.get(this.n, FLAG.filled) === true;
  }

  get twap(): boolean {
    return this.block.flags.get(this.n, FLAG.twap) === true;
  }

  get slippageBps(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.slippageBps);
  }

  get ackMs(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.ackMs);
  }

  get feesUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.feesUsd);
  }

  get notionalUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.notionalUsd);
  }

  get retries(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.retries);
  }

  get makerStart(): boolean | undefined {
    return this.block.flags.get(this.n, FLAG.makerStart);
  }

  get makerFinal(): boolean | undefined {
    return this.block.flags.get(this.n, FLAG.makerFinal);
  }

  get usedFallback(): boolean | undefined {
    return this.block.flags.get(this.n, FLAG.usedFallback);
  }

  get cancelled(): boolean | undefined {
    return this.block.flags.get(this.n, FLAG.cancelled);
  }

  get reported(): boolean {
    return this.block.flags.get(this.n, FLAG.reported) === true;
  }

  get status(): string | undefined {
    return this.block.statuses.get(this.n);
  }

  get policy(): RouterPolicy | undefined {
    return this.block.policies.get(this.n);
  }

  get venue(): string | undefined {
    return this.block.venues.get(this.n);
  }

  get links(): readonly string[] {
    return linksOf(this.block.attempts.get(this.n) ?? '', this.block.intents.get(this.n) ?? '');
  }

  // An empty id names nothing.
  private get attemptId(): string | undefined {
    const attempt = this.block.attempts.get(this.n);
    return attempt === '' ? undefined : attempt;
  }

  /** Made when it is asked for, which it is where ts and symbol are the same. */
  get id(): string {
    return routeIdentity(this.ts, this.symbol, this.attemptId, () => this.line);
  }
}

function scannedPolicy(values: RowValues): RouterPolicy {
  const label = labelOf(values.name(FIELD['policy.taker_bias']) ?? values.name(FIELD['policy.bias_label']));
  const policy = policyOf(
    values.flag(FIELD['policy.maker_first']),
    values.number(FIELD['policy.taker_bias']),
    label,
    values.number(FIELD['policy.offset_bps']),
    labelOf(values.name(FIELD['policy.quality'])),
  );
  return policies.intern(policy);
}
