/** The outside world refused to read or write a file, to open a port, or to answer. Names the file, port or server. Exit code 4. */
export class WorldError extends Error {
  constructor(
    readonly file: string,
    readonly doing: 'read' | 'write' | 'listen at' | 'reach',
    cause: unknown,
  ) {
    super(`could not ${doing} ${file}: ${WORDS.get(codeOf(cause) ?? '') ?? reasonOf(cause)}`, { cause });
    this.name = 'WorldError';
  }
}

/** Another process writes where only one may, or may have written. Exit code 4. */
export class OwnerError extends Error {
  /** `held`: who has what, in words, without what to do about it. */
  constructor(
    message: string,
    readonly held = message,
  ) {
    super(message);
    this.name = 'OwnerError';
  }
}

/** Another process writes for this host, or the log is no longer as it was: all begins anew from the log. Exit code 9. */
export class FencedError extends OwnerError {
  constructor(message: string) {
    super(message);
    this.name = 'FencedError';
  }
}

/** The user asked for something impossible: a bad option or config. Exit code 1. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/**
 * Does what the outside world may refuse. What fails names this file, unless it names one already. An OwnerError and a
 * UsageError pass.
 */
export async function reaching<T>(
  file: string,
  doing: WorldError['doing'],
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof WorldError || error instanceof OwnerError || error instanceof UsageError)
      throw error;
    throw new WorldError(file, doing, error);
  }
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

// Our sentence names the file already; the system's would name the call, and a temporary file.
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ENOENT: 'there is no such file or directory',
    ENOTDIR: 'a part of the path is a file, not a directory',
    EISDIR: 'it is a directory',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EEXIST: 'a file lies in its place',
    EROFS: 'the disk is read-only',
    ENOSPC: 'no space is left on the disk',
    EDQUOT: 'the disk quota is used up',
    EIO: 'the disk reports an error',
    EMFILE: 'too many files are open',
    ENFILE: 'too many files are open',
    ELOOP: 'the path has too many symbolic links',
    ENAMETOOLONG: 'the name is too long',
    EADDRINUSE: 'another program uses the port',
  }),
);

/** The errno code of a system error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
