import {testKills} from '../helpers/kill-tests.js';

testKills('mysql');
