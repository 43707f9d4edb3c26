/** Memoises a pure function of one object: for the same object it gives the same answer again. */
export function memoizeByRef<In extends object, Out>(compute: (input: In) => Out): (input: In) => Out {
  const known = new WeakMap<In, { readonly answer: Out }>();
  return (input) => {
    const found = known.get(input);
    if (found !== undefined) return found.answer;
    const answer = compute(input);
    known.set(input, { answer });
    return answer;
  };
}
