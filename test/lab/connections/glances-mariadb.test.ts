import {testGlances} from './glance-tests.js';

testGlances('mariadb');
