import {testPair} from './pair-tests.js';

testPair('mysql');
