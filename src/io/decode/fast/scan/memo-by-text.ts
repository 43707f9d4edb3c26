const MOST = 4096;
const LONGEST = 64;

/** A pure function of a text that is asked for few different ones: recent answers are kept. */
export function memoByText<T>(of: (text: string | undefined) => T): (text: string | undefined) => T {
  const known = new Map<string | undefined, { readonly answer: T }>();
  return (text) => {
    if (text !== undefined && text.length > LONGEST) return of(text);
    const found = known.get(text);
    if (found !== undefined) return found.answer;
    if (known.size === MOST) known.clear();
    const answer = of(text);
    known.set(text, { answer });
    return answer;
  };
}
