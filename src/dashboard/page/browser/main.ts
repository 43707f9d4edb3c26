import { startPage } from './start-page';
import { restoreTheme } from './theme';

restoreTheme();
const place = document.getElementById('page');
if (place !== null) startPage(place);
