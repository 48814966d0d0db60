import {testLeft} from './left-tests.js';

testLeft('mariadb');
