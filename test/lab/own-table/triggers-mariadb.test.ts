import {testTriggers} from './trigger-tests.js';

testTriggers('mariadb');
