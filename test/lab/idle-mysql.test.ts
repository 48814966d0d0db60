import {testIdle} from '../helpers/idle-tests.js';

testIdle('mysql');
