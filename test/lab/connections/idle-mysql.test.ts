import {testIdle} from './idle-tests.js';

testIdle('mysql');
