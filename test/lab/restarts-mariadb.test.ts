import {testRestarts} from './restart-tests.js';

testRestarts('mariadb');
