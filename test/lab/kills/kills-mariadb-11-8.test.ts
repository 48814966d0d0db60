import {testKills} from './kill-tests.js';

testKills('mariadb', '11.8');
