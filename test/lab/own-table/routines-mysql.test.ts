import {testRoutines} from './routine-tests.js';

testRoutines('mysql');
