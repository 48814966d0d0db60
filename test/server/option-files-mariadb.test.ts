import {testOptionFiles} from './option-file-tests.js';

testOptionFiles('mariadb');
