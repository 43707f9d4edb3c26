/** The moments and the symbol that are looked at stand in the address, so that a page can be reloaded or sent on. */
export interface Address {
  readonly at: number | null;
  /** The moment that it is compared with. */
  readonly with: number | null;
  readonly symbol: string | undefined;
}

export function readAddress(): Address {
  const query = new URLSearchParams(location.hash.slice(1));
  const momentAt = (name: string): number | null => {
    const moment = Number(query.get(name) ?? NaN);
    return Number.isSafeInteger(moment) ? moment : null;
  };
  return { at: momentAt('at'), with: momentAt('with'), symbol: query.get('symbol') ?? undefined };
}

export function writeAddress({ at, with: other, symbol }: Address): void {
  const query = new URLSearchParams({
    ...(at === null ? {} : { at: String(at) }),
    ...(other === null ? {} : { with: String(other) }),
    ...(symbol === undefined ? {} : { symbol }),
  }).toString();
  if (location.hash.slice(1) !== query) history.replaceState(null, '', query === '' ? ' ' : `#${query}`);
}
