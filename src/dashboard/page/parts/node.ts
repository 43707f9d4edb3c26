/** A piece of the page: an element, or text. Text is only ever text. */
export type Node = Element | string;

export interface Element {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** Tells siblings apart across updates. */
  readonly key?: string;
}

export type Attrs = Readonly<Record<string, string | number | boolean | undefined>>;
export type Child = Node | number | undefined | false | readonly Child[];

const TAG = /^[a-z][a-zA-Z0-9]*$/;
const ATTR = /^(?!on|style$|srcdoc$|src$)[a-zA-Z][\w-]*$/;
const FORBIDDEN = new Set(['script', 'iframe', 'object', 'embed', 'base', 'link', 'meta', 'style']);

/** Makes an element. `key` names it among its siblings; true is an empty attribute, false and undefined are none. */
export function h(tag: string, attrs: Attrs = {}, ...children: readonly Child[]): Element {
  if (!isTag(tag)) throw new Error(`<${tag}> has no place on the page`);
  const set: Record<string, string> = {};
  for (const name in attrs) {
    const value = attrs[name];
    if (name === 'key' || value === undefined || value === false) continue;
    if (!isAttr(name)) throw new Error(`attribute ${name} has no place on the page`);
    if (name === 'href' && !String(value).startsWith('#')) throw new Error(`a link leads off the page`);
    set[name] = value === true ? '' : String(value);
  }
  const { key } = attrs;
  const inside: Node[] = [];
  gather(children, inside);
  return { tag, attrs: set, children: inside, ...(key === undefined ? {} : { key: String(key) }) };
}

const isTag = memoizeTest((tag) => TAG.test(tag) && !FORBIDDEN.has(tag));
const isAttr = memoizeTest((name) => ATTR.test(name));

// The page has few names and thousands of elements.
function memoizeTest(test: (name: string) => boolean): (name: string) => boolean {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return true;
    if (!test(name)) return false;
    known.add(name);
    return true;
  };
}

function gather(children: readonly Child[], inside: Node[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === 'string') inside.push(child);
    else if (typeof child === 'number') inside.push(String(child));
    else if (isElement(child)) inside.push(child);
    else gather(child, inside);
  }
}

function isElement(child: Element | readonly Child[]): child is Element {
  return !Array.isArray(child);
}

/** All text of a piece, in order. */
export function nodeText(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(nodeText).join('');
}
