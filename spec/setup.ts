import fc from 'fast-check';

/** Loaded before every spec. A failing property tells its reason in its message: of a cause, the other process tells nothing. */
fc.configureGlobal({ includeErrorInReport: true });

/** A failing spec is told to the process that counts in JSON, which knows no BigInt: without this its name would be lost. */
Object.defineProperty(BigInt.prototype, 'toJSON', {
  value(this: bigint): string {
    return `${this}n`;
  },
});
