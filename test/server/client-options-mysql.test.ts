import {testClientOptions} from './client-option-tests.js';

testClientOptions('mysql');
