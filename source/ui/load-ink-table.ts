import {createRequire, Module} from 'node:module';
import * as ink from 'ink';

/*
Ink-table is CommonJS and calls `require('ink')`, which Node refuses since Ink 4 is an ES module with a top-level await (ERR_REQUIRE_ASYNC_MODULE). Here its `require` finds the module that was imported above in the cache. In the built drawing thread, scripts/bundles.js gives it Ink in place of this file.
*/
const require = createRequire(import.meta.url);
const path = require.resolve('ink');
const loaded = new Module(path);
loaded.exports = ink;
loaded.loaded = true;
require.cache[path] = loaded;

/** What ink-table exports. */
export const inkTable: unknown = require('ink-table');
