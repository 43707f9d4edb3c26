/** The moment and the symbol that are looked at stand in the address, so that a page can be reloaded or sent on. */
export interface Address {
  readonly at: number | null;
  readonly symbol: string | undefined;
}

export function readAddress(): Address {
  const query = new URLSearchParams(location.hash.slice(1));
  const at = Number(query.get('at') ?? NaN);
  return { at: Number.isSafeInteger(at) ? at : null, symbol: query.get('symbol') ?? undefined };
}

export function writeAddress({ at, symbol }: Address): void {
  const query = new URLSearchParams({
    ...(at === null ? {} : { at: String(at) }),
    ...(symbol === undefined ? {} : { symbol }),
  }).toString();
  if (location.hash.slice(1) !== query) history.replaceState(null, '', query === '' ? ' ' : `#${query}`);
}
