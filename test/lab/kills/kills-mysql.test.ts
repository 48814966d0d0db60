import {testKills} from './kill-tests.js';

testKills('mysql');
