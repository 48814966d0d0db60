import {testPair} from '../helpers/pair-tests.js';

testPair('mysql');
