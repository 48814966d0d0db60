import {testPair} from './pair-tests.js';

testPair('mariadb');
