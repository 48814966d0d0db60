import {testKills} from '../helpers/kill-tests.js';

testKills('mariadb', '11.8');
