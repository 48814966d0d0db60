import {testSilence} from './silence-tests.js';

testSilence('mariadb');
