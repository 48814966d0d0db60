import {testSilence} from '../helpers/silence-tests.js';

testSilence('mysql');
