import {testChanges} from './change-workload-tests.js';

testChanges('mysql');
