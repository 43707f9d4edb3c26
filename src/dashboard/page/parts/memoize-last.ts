/** A function that gives its last answer again while its arguments are the same objects. */
export function memoizeLast<Args extends readonly unknown[], Out>(
  make: (...args: Args) => Out,
): (...args: Args) => Out {
  let last: { readonly args: Args; readonly out: Out } | undefined;
  return (...args) => {
    if (last === undefined || args.some((arg, i) => !Object.is(arg, last?.args[i])))
      last = { args, out: make(...args) };
    return last.out;
  };
}
