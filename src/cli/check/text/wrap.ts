/** What a terminal shows in a line. */
const WIDTH = 80;
/** How far the lines go in that continue one. */
const HANGING = 6;

/** A line broken at its blanks to what a terminal shows; what has no blank stays whole. */
export function wrapped(line: string, hanging = HANGING): readonly string[] {
  if (line.length <= WIDTH) return [line];
  const [indent = ''] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(' ')) {
    const isEmpty = current.trim() === '';
    const longer = isEmpty ? `${current}${word}` : `${current} ${word}`;
    if (isEmpty || longer.length <= WIDTH) current = longer;
    else {
      lines.push(current);
      current = `${' '.repeat(hanging)}${word}`;
    }
  }
  return [...lines, current];
}
