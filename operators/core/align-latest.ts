import { combineLatest, filter, type Observable, type ObservedValueOf } from 'rxjs';

type Branches = Readonly<Record<string, Observable<{ readonly asOf: number }>>>;

/**
 * combineLatest without mixed moments: it emits once per asOf, when every branch has answered that asOf. Each branch
 * must answer each tick exactly once, in order.
 */
export function alignLatest<T extends Branches>(
  branches: T,
): Observable<{ [K in keyof T]: ObservedValueOf<T[K]> }> {
  return combineLatest(branches).pipe(filter((latest) => agree(latest)));
}

function agree(latest: Readonly<Record<string, { readonly asOf: number }>>): boolean {
  const stamps = Object.values(latest);
  return stamps.every((answer) => answer.asOf === stamps[0]?.asOf);
}
