import {testSilence} from './silence-tests.js';

testSilence('mysql');
