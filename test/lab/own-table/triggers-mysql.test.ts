import {testTriggers} from './trigger-tests.js';

testTriggers('mysql');
