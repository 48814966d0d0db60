import {testClientOptions} from '../helpers/client-option-tests.js';

testClientOptions('mariadb');
