import { expect } from 'chai';
import { h, nodeText } from '../../../../src/dashboard/page/parts/node';

describe('h', () => {
  it('keeps text as text, whatever it looks like', () => {
    const made = h('p', { title: '"><script>' }, '<img src=x onerror=alert(1)>', 7, undefined, false, [
      'a',
      ['b'],
    ]);
    expect(made.children).to.deep.equal(['<img src=x onerror=alert(1)>', '7', 'a', 'b']);
    expect(made.attrs).to.deep.equal({ title: '"><script>' });
    expect(nodeText(made)).to.equal('<img src=x onerror=alert(1)>7ab');
  });

  it('makes true an empty attribute and leaves out false and undefined; a key is no attribute', () => {
    expect(h('option', { key: 1, selected: true, disabled: false, value: undefined })).to.deep.equal({
      tag: 'option',
      attrs: { selected: '' },
      children: [],
      key: '1',
    });
  });

  for (const name of ['onclick', 'onload', 'style', 'src', 'srcdoc', 'a b', ''])
    it(`refuses the attribute "${name}"`, () => {
      expect(() => h('p', { [name]: 'x' })).to.throw('has no place on the page');
    });

  for (const tag of ['script', 'iframe', 'object', 'style', 'p onclick=x', ''])
    it(`refuses <${tag}>`, () => {
      expect(() => h(tag)).to.throw('has no place on the page');
    });

  it('refuses a link that leads off the page', () => {
    expect(() => h('a', { href: 'javascript:alert(1)' })).to.throw('off the page');
    expect(() => h('a', { href: '#scores' })).to.not.throw();
  });
});
