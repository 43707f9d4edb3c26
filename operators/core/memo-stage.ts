/**
 * Makes a file only when one of `partsOf` is another object than the last time. Else it gives the last file with new
 * stamps: `stampsOf` gives the fields that differ at each tick.
 */
export function memoStage<Inputs, File extends object>(
  make: (inputs: Inputs, asOf: number) => File,
  partsOf: (inputs: Inputs) => readonly unknown[],
  stampsOf: (inputs: Inputs, asOf: number) => Partial<File>,
): (inputs: Inputs, asOf: number) => File {
  let last: { readonly parts: readonly unknown[]; readonly file: File } | undefined;
  return (inputs, asOf) => {
    const parts = partsOf(inputs);
    if (last !== undefined && parts.every((part, i) => part === last?.parts[i]))
      return { ...last.file, ...stampsOf(inputs, asOf) };
    const file = make(inputs, asOf);
    last = { parts, file };
    return file;
  };
}
