import {testVisibility} from './visibility-tests.js';

testVisibility('mysql');
