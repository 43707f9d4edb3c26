/** The outside world said no: a file could not be read or written, a port not be had. Names it. Exit code 4. */
export class WorldError extends Error {
  constructor(
    readonly file: string,
    readonly doing: 'read' | 'write' | 'listen at',
    cause: unknown,
  ) {
    super(`could not ${doing} ${file}: ${reasonOf(cause)}`, { cause });
    this.name = 'WorldError';
  }
}

/** The person asked for what cannot be done: a bad option or config. Exit code 1. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Does what the outside world may refuse. What fails names this file, unless it names one already. */
export async function reaching<T>(
  file: string,
  doing: WorldError['doing'],
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof WorldError ? error : new WorldError(file, doing, error);
  }
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** The errno code of a system error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
