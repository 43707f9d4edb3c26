/** What is used of WebAssembly: the compiler knows it with the types of a browser only. */
declare namespace WebAssembly {
  interface Module {
    readonly exports?: never;
  }

  const Module: new (bytes: Uint8Array) => Module;

  class Instance {
    constructor(
      module: Module,
      imports: Readonly<Record<string, Readonly<Record<string, (...args: number[]) => number>>>>,
    );
    readonly exports: Readonly<Record<string, unknown>>;
  }

  class Memory {
    readonly buffer: ArrayBuffer;
  }

  class Global {
    readonly value: unknown;
  }
}
