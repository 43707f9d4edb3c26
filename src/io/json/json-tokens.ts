/** Walks JSON text without parsing it. Strings are skipped, so their content is never mistaken for a token. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The index after the string that begins at `start`; the text's end if it is not closed. */
function afterString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === BACKSLASH) i++;
    else if (unit === QUOTE) return i + 1;
  }
  return text.length;
}

// A number or a word: letters, digits, sign and point.
function isTokenUnit(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a) ||
    unit === 0x2b ||
    unit === 0x2d ||
    unit === 0x2e
  );
}

/** The text with each number or word outside strings replaced by what `as` gives. One pass over the text. */
export function replaceTokens(text: string, as: (token: string) => string): string {
  const parts: string[] = [];
  let copiedTo = 0;
  for (let i = 0; i < text.length;) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) i = afterString(text, i);
    else if (!isTokenUnit(unit)) i++;
    else {
      let end = i + 1;
      while (end < text.length && isTokenUnit(text.charCodeAt(end))) end++;
      const token = text.slice(i, end);
      const replaced = as(token);
      if (replaced !== token) {
        parts.push(text.slice(copiedTo, i), replaced);
        copiedTo = end;
      }
      i = end;
    }
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(copiedTo);
}
