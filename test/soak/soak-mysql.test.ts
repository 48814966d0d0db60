import {testSoak} from './soak-tests.js';

testSoak('mysql');
