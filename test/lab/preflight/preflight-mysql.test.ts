import {testPreflight} from './preflight-tests.js';

testPreflight('mysql');
