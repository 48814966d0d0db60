import {testOwnership} from './ownership-tests.js';

testOwnership('mysql');
