import { h, type Node } from './node';

/** The page before it has a model. */
export function waiting(message: string): readonly Node[] {
  return [
    h('main', { key: 'waiting' }, h('h1', {}, 'Execution intelligence'), h('p', { role: 'status' }, message)),
  ];
}
