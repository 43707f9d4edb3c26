/** One statement of an explanation: a number, and the sum or product that gives it. */
export interface Statement {
  readonly name: string;
  readonly value: string;
  readonly formula: string;
}

export interface Section {
  readonly title: string;
  readonly statements: readonly Statement[];
  /** In words: what binds, what would change it. */
  readonly remarks: readonly string[];
}

/** A statement; a null is shown as a dash. */
export function statement(name: string, value: number | string | null, formula: string): Statement {
  return { name, value: known(value), formula };
}

export function known(value: number | string | null): string {
  return value === null ? '–' : String(value);
}
