import {sqlTests} from './sql-tests.js';

sqlTests('mariadb');
