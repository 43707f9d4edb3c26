const NUL = 0x00;

/** The bytes with each run of NUL as one. `isAfterNul`: a run that they begin with has begun before them. */
export function squeezeNuls(bytes: Buffer, isAfterNul: boolean): Buffer {
  let run = bytes.indexOf(NUL);
  if (run < 0) return bytes;
  const squeezed = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let from = 0;
  for (; run >= 0; run = bytes.indexOf(NUL, from)) {
    const isNew = run > 0 || !isAfterNul;
    length += bytes.copy(squeezed, length, from, isNew ? run + 1 : run);
    from = run + 1;
    while (bytes[from] === NUL) from++;
  }
  length += bytes.copy(squeezed, length, from);
  return squeezed.subarray(0, length);
}
