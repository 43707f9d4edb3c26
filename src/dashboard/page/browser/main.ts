import { h } from '../view/node';
import { patchChildren } from './patch';

const place = document.getElementById('page');
if (place !== null) patchChildren(place, [], [h('main', {}, h('h1', {}, 'Execution intelligence'))]);
