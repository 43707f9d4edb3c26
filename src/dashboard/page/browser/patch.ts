import type { Node as Part } from '../parts/node';

/** Brings a place on the page from what it shows to what it is to show; what stays the same is not touched. */

const SVG = 'http://www.w3.org/2000/svg';
const HTML = 'http://www.w3.org/1999/xhtml';

/** Elements with this attribute own their content: only their attributes are brought up to date. */
const OPAQUE = 'data-opaque';

/** Replaces the children `before` of a place by `after`. */
export function patchChildren(place: Element, before: readonly Part[], after: readonly Part[]): void {
  const old = Array.from(place.childNodes).slice(0, before.length);
  const byKey = new Map<string, number>();
  before.forEach((part, i) => {
    if (typeof part !== 'string' && part.key !== undefined) byKey.set(part.key, i);
  });
  const used = new Set<number>();
  let free = 0;
  const takeFree = (part: Part): number | undefined => {
    while (free < before.length && (used.has(free) || keyOf(before[free]) !== undefined)) free++;
    return free < before.length && alike(before[free], part) ? free++ : undefined;
  };
  let at: ChildNode | null = place.firstChild;
  for (const part of after) {
    const key = keyOf(part);
    const named = key === undefined ? undefined : byKey.get(key);
    const found =
      key === undefined ? takeFree(part) : named !== undefined && used.has(named) ? undefined : named;
    const was = found === undefined ? undefined : before[found];
    const node = found === undefined ? undefined : old[found];
    if (found !== undefined && was !== undefined && node !== undefined && alike(was, part)) {
      used.add(found);
      if (node === at) at = at.nextSibling;
      else place.insertBefore(node, at);
      patchNode(node, was, part);
    } else place.insertBefore(create(part, namespaceOf(place)), at);
  }
  old.forEach((node, i) => {
    if (!used.has(i)) node.remove();
  });
}

function patchNode(node: ChildNode, was: Part, part: Part): void {
  if (was === part) return;
  if (typeof part === 'string' || typeof was === 'string') {
    if (was !== part && typeof part === 'string') node.nodeValue = part;
    return;
  }
  if (!(node instanceof Element)) return;
  for (const name of Object.keys(was.attrs)) if (!(name in part.attrs)) node.removeAttribute(name);
  for (const [name, value] of Object.entries(part.attrs)) {
    if (was.attrs[name] !== value) node.setAttribute(name, value);
  }
  if (!(OPAQUE in part.attrs)) patchChildren(node, was.children, part.children);
  if (node instanceof HTMLSelectElement) choose(node, part.children);
}

// What a reader chose goes before an option's attribute; a choice made elsewhere must go before both.
function choose(select: HTMLSelectElement, options: readonly Part[]): void {
  const chosen = options.find((option) => typeof option !== 'string' && 'selected' in option.attrs);
  const value = typeof chosen === 'string' ? undefined : chosen?.attrs['value'];
  if (value !== undefined && select.value !== value) select.value = value;
}

function create(part: Part, namespace: string): Node {
  if (typeof part === 'string') return document.createTextNode(part);
  const inside = part.tag === 'svg' ? SVG : namespace;
  const node = document.createElementNS(inside, part.tag);
  for (const [name, value] of Object.entries(part.attrs)) node.setAttribute(name, value);
  for (const child of part.children) node.appendChild(create(child, inside));
  return node;
}

function namespaceOf(place: Element): string {
  return place.namespaceURI ?? HTML;
}

function keyOf(part: Part | undefined): string | undefined {
  return typeof part === 'string' ? undefined : part?.key;
}

function alike(was: Part | undefined, part: Part): boolean {
  if (was === undefined) return false;
  if (typeof was === 'string' || typeof part === 'string') return typeof was === typeof part;
  return was.tag === part.tag && was.key === part.key;
}
