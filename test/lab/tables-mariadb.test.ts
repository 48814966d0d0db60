import {testTables} from '../helpers/table-tests.js';

testTables('mariadb');
