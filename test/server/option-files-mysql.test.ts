import {testOptionFiles} from './option-file-tests.js';

testOptionFiles('mysql');
