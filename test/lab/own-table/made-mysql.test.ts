import {testMade} from './made-tests.js';

testMade('mysql');
