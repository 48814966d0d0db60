import {testOwnership} from '../helpers/ownership-tests.js';

testOwnership('mariadb');
