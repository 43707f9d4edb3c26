import type { Counter, Gauge, Registry } from 'prom-client';

/** A value of a metric with its labels; without one it is left out. */
export type LabelledValue = readonly [labels: Readonly<Record<string, string>>, value: number | null];

// Names longer than this have no label.
const MOST_LETTERS = 64;

/** The metrics of one answer. What is not known has no sample. prom-client is loaded with the first set only. */
export class MetricSet {
  private constructor(
    private readonly registry: Registry,
    private readonly makers: { readonly Gauge: typeof Gauge; readonly Counter: typeof Counter },
  ) {}

  /** `labels`: those that each sample has besides its own. */
  static async open(labels: Readonly<Record<string, string>> = {}): Promise<MetricSet> {
    const { Counter, Gauge, Registry } = await import('prom-client');
    const registry = new Registry();
    registry.setDefaultLabels(labels);
    return new MetricSet(registry, { Counter, Gauge });
  }

  /** What may go up and down. */
  gauge(name: string, help: string, value: number | null): void {
    this.gauges(name, help, [[{}, value]]);
  }

  /** The same with a value for each set of labels. */
  gauges(name: string, help: string, values: readonly LabelledValue[]): void {
    const known = inOrder(values);
    if (known.length === 0) return;
    const gauge = new this.makers.Gauge(this.about(name, help, known));
    for (const [labels, value] of known) gauge.set(labels, value);
  }

  /** What only grows until its process starts anew; its name ends in `_total`. */
  counters(name: string, help: string, values: readonly LabelledValue[]): void {
    const known = inOrder(values).filter(([, value]) => value >= 0);
    if (known.length === 0) return;
    const counter = new this.makers.Counter(this.about(name, help, known));
    for (const [labels, value] of known) counter.inc(labels, value);
  }

  /** 1 for the word that holds, 0 for each other of the words. */
  oneOf(name: string, help: string, label: string, words: readonly string[], holds: string | null): void {
    this.gauges(
      name,
      help,
      words.map((word) => [{ [label]: word }, Number(word === holds)]),
    );
  }

  /** The text as Prometheus reads it, and its media type. */
  async text(): Promise<{ readonly type: string; readonly body: string }> {
    return { type: this.registry.contentType, body: await this.registry.metrics() };
  }

  private about(
    name: string,
    help: string,
    [first]: readonly LabelledValue[],
  ): { name: string; help: string; labelNames: string[]; registers: Registry[] } {
    return { name, help, labelNames: Object.keys(first?.[0] ?? {}), registers: [this.registry] };
  }
}

function inOrder(
  values: readonly LabelledValue[],
): readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[] {
  return values.flatMap(([labels, value]) =>
    value === null || Object.values(labels).some((text) => text.length > MOST_LETTERS)
      ? []
      : [[labels, value] as const],
  );
}
