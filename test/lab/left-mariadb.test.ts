import {testLeft} from '../helpers/left-tests.js';

testLeft('mariadb');
