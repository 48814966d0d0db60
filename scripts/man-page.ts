import {mkdir, writeFile} from 'node:fs/promises';
import {manPage} from '../test/helpers/man-page.js';

/*
Writes man/kill-lab.1.
*/

const folder = new URL('../man/', import.meta.url);
await mkdir(folder, {recursive: true});
await writeFile(new URL('kill-lab.1', folder), manPage());
