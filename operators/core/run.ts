import { Observable, Subscription, type Observer, type OperatorFunction } from 'rxjs';
import type { Machine } from './machine';

/**
 * Lifts a machine into an operator. Every subscription starts from a fresh `init()`. Inputs that arrive while an
 * output is being delivered wait their turn, so order holds under re-entrancy. A machine that throws errors the
 * stream.
 */
export function run<In, State, Out>(machine: Machine<In, State, Out>): OperatorFunction<In, Out> {
  return (source) =>
    new Observable<Out>((subscriber) => {
      const state = machine.init();
      const waiting: (() => readonly Out[])[] = [];
      let delivering = false;
      let completed = false;

      const deliver = (produce: () => readonly Out[]): void => {
        waiting.push(produce);
        if (delivering) return;
        delivering = true;
        try {
          for (let next = waiting.shift(); next !== undefined && !subscriber.closed; next = waiting.shift()) {
            for (const output of next()) subscriber.next(output);
          }
        } catch (error) {
          subscriber.error(error);
        } finally {
          delivering = false;
        }
        if (completed) subscriber.complete();
      };

      const upstream = new Upstream<In>(
        (input) => {
          deliver(() => machine.step(state, input));
        },
        (error) => {
          subscriber.error(error);
        },
        () => {
          completed = true;
          deliver(() => machine.finish?.(state) ?? []);
        },
      );
      subscriber.add(upstream);
      source.subscribe(upstream);
    });
}

// An observer that is its own subscription: a source that emits while it is being subscribed can be stopped at once.
class Upstream<In> extends Subscription implements Observer<In> {
  constructor(
    readonly next: (input: In) => void,
    readonly error: (error: unknown) => void,
    readonly complete: () => void,
  ) {
    super();
  }
}
