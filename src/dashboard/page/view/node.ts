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
  if (!TAG.test(tag) || FORBIDDEN.has(tag)) throw new Error(`<${tag}> has no place on the page`);
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(attrs)) {
    if (name === 'key' || value === undefined || value === false) continue;
    if (!ATTR.test(name)) throw new Error(`attribute ${name} has no place on the page`);
    if (name === 'href' && !String(value).startsWith('#')) throw new Error(`a link leads off the page`);
    set[name] = value === true ? '' : String(value);
  }
  const { key } = attrs;
  return {
    tag,
    attrs: set,
    children: flat(children),
    ...(key === undefined ? {} : { key: String(key) }),
  };
}

function flat(children: readonly Child[]): readonly Node[] {
  const out: Node[] = [];
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === 'string') out.push(child);
    else if (typeof child === 'number') out.push(String(child));
    else if (isElement(child)) out.push(child);
    else out.push(...flat(child));
  }
  return out;
}

function isElement(child: Element | readonly Child[]): child is Element {
  return !Array.isArray(child);
}

/** All text of a piece, in order. */
export function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}
