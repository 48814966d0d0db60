import {testQuitting} from './quitting-tests.js';

testQuitting('mariadb');
