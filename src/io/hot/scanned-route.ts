import type { Route, RouterPolicy } from '../../model/route';
import { labelText, linksOf, policyOf, routeIdentity } from '../decode-route';
import type { RowLine } from '../row-line';
import { cachedByText } from './cached-by-text';
import { FIELD } from './fields';
import { KIND } from './found-fields';
import { KnownPolicies } from './known-policies';
import { values } from './scanned';

const policies = new KnownPolicies();
const labelOf = cachedByText(labelText);

/** The attempt that the scanned row tells of: as decode-route.ts has it. */
export class ScannedRoute implements Route {
  readonly kind = 'route';
  readonly makerStart = values.flag(values.firstOf(FIELD.maker_start, FIELD.started_maker));
  readonly makerFinal = values.flag(FIELD.is_maker_final);
  readonly usedFallback = values.flag(FIELD.used_fallback);
  readonly slippageBps = values.number(FIELD.slippage_bps);
  readonly ackMs =
    values.number(FIELD.ack_latency_ms) ??
    values.number(FIELD['timing_ms.ack']) ??
    values.number(FIELD.latency_ms);
  readonly feesUsd = values.number(FIELD.fees_usd);
  readonly notionalUsd = values.size(FIELD['qty.notional_usd']);
  readonly reported = values.has(FIELD.result, KIND.object);
  readonly status = values.name(FIELD['result.status']);
  readonly retries = values.number(FIELD['result.retries']);
  readonly cancelled = values.flag(FIELD['result.cancelled']);
  readonly policy = values.has(FIELD.policy, KIND.object) ? scannedPolicy() : undefined;

  readonly #attempt: string | undefined;
  readonly #intent: string | undefined;
  readonly #line: RowLine;

  constructor(
    readonly ts: number,
    readonly symbol: string,
    attempt: string | undefined,
    intent: string | undefined,
    line: RowLine,
  ) {
    this.#attempt = attempt;
    this.#intent = intent;
    this.#line = line;
  }

  get line(): string {
    return this.#line.text();
  }

  /** Made when it is asked for, which it is where ts and symbol are the same. */
  get id(): string {
    return routeIdentity(this.ts, this.symbol, this.#attempt, () => this.line);
  }

  get links(): readonly string[] {
    return linksOf(this.#attempt ?? '', this.#intent ?? '');
  }
}

function scannedPolicy(): RouterPolicy {
  const label = labelOf(values.name(FIELD['policy.taker_bias']) ?? values.name(FIELD['policy.bias_label']));
  const policy = policyOf(
    values.flag(FIELD['policy.maker_first']),
    values.number(FIELD['policy.taker_bias']),
    label,
    values.number(FIELD['policy.offset_bps']),
    labelOf(values.name(FIELD['policy.quality'])),
  );
  return policies.known(policy);
}
