/** An integer beyond 2^53, as its digits. */
export class BigDigits {
  constructor(readonly digits: string) {}
}

/** JSON as Python writes it: NaN and Infinity stand bare, integers have as many digits as they need. */
export function pythonText(value: unknown): string {
  const marked = JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isFinite(inner)) return `@@${inner}@@`;
    return inner instanceof BigDigits ? `@@${inner.digits}@@` : inner;
  });
  return marked.replace(/"@@(-?Infinity|NaN|\d+)@@"/g, '$1');
}
