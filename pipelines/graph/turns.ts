import { Observable } from 'rxjs';

/** Holds each value back until its turn, or not at all. Order stays. */
export type InTurn = <T>(source: Observable<T>) => Observable<T>;

/** Every value goes on at once. */
export const atOnce: InTurn = (source) => source;

/** The parts of the work on one batch, to be done one by one: what `inTurn` holds back goes on when it is taken. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  readonly inTurn: InTurn = <T>(source: Observable<T>) =>
    new Observable<T>((subscriber) =>
      source.subscribe({
        next: (value) => {
          this.waiting.push(() => {
            subscriber.next(value);
          });
        },
        error: (error: unknown) => {
          subscriber.error(error);
        },
        complete: () => {
          this.waiting.push(() => {
            subscriber.complete();
          });
        },
      }),
    );

  /** Something is held back. */
  get hasNext(): boolean {
    return this.waiting.length > 0;
  }

  /** Lets go what was held back first. */
  take(): void {
    this.waiting.shift()?.();
  }
}
