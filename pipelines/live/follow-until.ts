import type { Following } from './drive';

/** Has something follow until a signal; throws what ended it before. */
export async function followUntil(
  following: Pick<Following, 'stop' | 'done'>,
  signal: AbortSignal,
): Promise<void> {
  const stop = (): void => void following.stop().catch(() => undefined);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await following.done;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
