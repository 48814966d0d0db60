import {testOptionFiles} from '../helpers/option-file-tests.js';

testOptionFiles('mysql');
