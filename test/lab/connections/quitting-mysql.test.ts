import {testQuitting} from './quitting-tests.js';

testQuitting('mysql');
