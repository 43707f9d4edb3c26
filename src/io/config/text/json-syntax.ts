import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { shorten } from './short-json';

/** A text that is not JSON, at an offset. */
export interface SyntaxSlip {
  readonly offset: number;
  readonly found: string | undefined;
  readonly message: string;
}

const MAX_DEPTH = 100;
const MAX_ERRORS = 5;

/** The tree of a strict JSON text, or the first places (at most five) where it is none. */
export function jsonTree(text: string): Node | readonly SyntaxSlip[] {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    return [{ offset: deep, found: undefined, message: `nested deeper than ${MAX_DEPTH} levels` }];
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  // The parser may complain twice of one token.
  const slips = errors.filter(({ offset }, i) => offset !== errors[i - 1]?.offset);
  if (slips.length > 0) return slips.slice(0, MAX_ERRORS).map((error) => syntaxErrorOf(text, error));
  return root ?? [{ offset: 0, found: undefined, message: 'JSON syntax: value expected' }];
}

// All readers of the tree are recursive; the scanner is not.
function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

function syntaxErrorOf(text: string, { error, offset, length }: ParseError): SyntaxSlip {
  const token = text.slice(offset, offset + length);
  const found = token.trim() === '' ? undefined : shorten(token);
  return { offset, found, message: `JSON syntax: ${complaint(text, offset, printParseErrorCode(error))}` };
}

function complaint(text: string, offset: number, code: string): string {
  if (code === 'InvalidCommentToken') return 'comments are not allowed';
  const words = code.replace(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
  const trailing =
    /^[\]}]/.test(text.slice(offset, offset + 1)) && /,\s*$/.test(text.slice(0, offset).slice(-200));
  return trailing ? `${words} (trailing comma?)` : words;
}
