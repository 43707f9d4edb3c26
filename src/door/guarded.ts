import { isObservable, tap } from 'rxjs';
import { checkArguments, checkBatch, exportSignature } from './check-arguments';

/** It promises never to throw: it asks for itself. */
const ASKS_ITSELF = 'attachIntel';

/**
 * An export as users of the package get it: a function or class that looks at its arguments first. Inside the product
 * functions call each other without it.
 */
export function guarded(name: string, exported: unknown): unknown {
  if (!isCallable(exported) || name === ASKS_ITSELF) return exported;
  return new Proxy(exported, {
    apply(target, self, args: readonly unknown[]) {
      try {
        checkArguments(name, args);
      } catch (error) {
        if (exportSignature(name)?.isAsync === true) return Promise.reject(asError(error));
        throw error;
      }
      return Reflect.apply(target, self, args.map(checkedStream));
    },
    construct(target, args: readonly unknown[], newTarget) {
      checkArguments(name, args);
      // The new target is a class of the caller's that extends ours, or ours.
      return Reflect.construct(target, args, isCallable(newTarget) ? newTarget : target);
    },
  });
}

type Callable = ((...args: readonly unknown[]) => unknown) & (new (...args: readonly unknown[]) => object);

function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

/** Streams among the arguments are of batches: each is looked at when it comes. */
function checkedStream(arg: unknown): unknown {
  return isObservable(arg) ? arg.pipe(tap(checkBatch)) : arg;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
