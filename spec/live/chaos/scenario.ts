import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ackRow, closeRow, metricRow } from '../executor/rows';
import { Place } from './place';
import type { Stem } from './truth';

export type Operation =
  | { readonly op: 'append' | 'replace'; readonly path: string; readonly text: string }
  | { readonly op: 'rename'; readonly from: string; readonly to: string };

export interface Step {
  readonly operations: readonly Operation[];
  readonly atMs: number;
  /** Live ends after it and starts again. */
  readonly closes: boolean;
}

export const START_MS = Date.UTC(2026, 0, 20, 9, 0, 0, 500);
const STEP_MS = 1100;
const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };

/**
 * A short life of live, the same each time: forty rows of which two cannot be used and one is late, two rotations
 * with unread lines, a nav and a config that change, one clean restart. The history is trimmed at each start.
 */
export function plantScenario(root: string): Place {
  const place = new Place(root);
  place.settings({ history_keep: '3s', max_bad_share: 0.5 });
  place.nav([START_MS - 5000]);
  new Scenario(place).plant();
  return place;
}

class Scenario {
  private readonly steps: Step[] = [];
  private operations: Operation[] = [];
  private attempts = 0;

  constructor(private readonly place: Place) {}

  plant(): void {
    this.trade(3);
    this.look();
    this.trade(2);
    this.look();
    this.append('orders_executed', '{"event_type":"order_close","ts":"yesterday","symbol":"ETHUSDT"}');
    this.trade(1);
    this.look();
    this.trade(1);
    this.rotate('orders_executed', 0);
    this.trade(2);
    this.look();
    const series = [START_MS - 5000, this.nowMs].map((ms) => ({ ts: ms / 1000, equity: 99_000 }));
    const nav = { equity: 99_000, updated_ts: this.nowMs / 1000, peak_equity: 100_000, series };
    this.operations.push({ op: 'replace', path: 'logs/state/nav.json', text: JSON.stringify(nav) });
    this.configure(3);
    this.trade(1);
    this.look();
    this.trade(1);
    this.look(true);
    this.append('order_metrics', '["not a row"]');
    this.trade(1);
    this.rotate('orders_executed', 1);
    this.rotate('order_metrics', 0);
    this.trade(1, -3000);
    this.look();
    writeFileSync(
      join(this.place.root, 'scenario.json'),
      JSON.stringify({ steps: this.steps, gates: GATES }),
    );
  }

  private get nowMs(): number {
    return START_MS + STEP_MS * this.steps.length;
  }

  private look(closes = false): void {
    this.steps.push({ operations: this.operations, atMs: this.nowMs, closes });
    this.operations = [];
  }

  private trade(count: number, shiftMs = 0): void {
    for (let i = 0; i < count; i++) {
      const n = this.attempts++;
      const ts = this.nowMs - 150 + 10 * i + shiftMs;
      this.append('orders_executed', ackRow(n, ts));
      this.append('order_metrics', metricRow(n, ts));
      this.append('orders_executed', closeRow(n, ts + 5));
    }
  }

  private append(stem: Stem, line: string): void {
    appendFileSync(this.place.truth, `${JSON.stringify({ log: stem, line })}\n`);
    this.operations.push({ op: 'append', path: `logs/execution/${stem}.jsonl`, text: `${line}\n` });
  }

  private rotate(stem: Stem, rotated: number): void {
    const member = (k: number): string => `logs/execution/${stem}${k === 0 ? '' : `.${k}`}.jsonl`;
    for (let k = rotated; k >= 0; k--)
      this.operations.push({ op: 'rename', from: member(k), to: member(k + 1) });
  }

  private configure(rClip: number): void {
    const text = JSON.stringify({ ...this.place.settingsNow(), r_clip: rClip });
    this.operations.push({ op: 'replace', path: 'config/execution_intel.json', text });
  }
}
