import {testTables} from './table-tests.js';

testTables('mysql');
