/** What is used of WebAssembly, which the compiler knows with the types of a browser only, and what wasm/ is built to. */
declare namespace WebAssembly {
  interface Module {
    readonly exports?: never;
  }

  const Module: new (bytes: Uint8Array) => Module;

  type Imports = Readonly<Record<string, Readonly<Record<string, (...args: number[]) => number>>>>;

  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Scanner;
  }

  /** Where something lies in the memory, or how much room it has. */
  type Place =
    | 'kinds'
    | 'starts'
    | 'ends'
    | 'allowed'
    | 'permits'
    | 'notedTypes'
    | 'notedCounts'
    | 'lineStart'
    | 'firstTs'
    | 'text'
    | 'stoppedAt'
    | 'STEP'
    | 'MOST_FIELDS'
    | 'TYPE_BYTES';

  /** The exports of wasm/lines.ts. */
  interface Scanner extends Readonly<Record<Place, { readonly value: unknown }>> {
    readonly memory: { readonly buffer: ArrayBuffer };
    scan(base: number, start: number, end: number): number;
    next(base: number, from: number, to: number): number;
    know(eventType: number, event: number, ts: number): void;
    expect(latestMs: number, longestLine: number): void;
    unquote(from: number, to: number): number;
    timeAt(base: number, start: number, end: number): number;
  }
}
