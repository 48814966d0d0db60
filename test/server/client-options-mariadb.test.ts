import {testClientOptions} from './client-option-tests.js';

testClientOptions('mariadb');
