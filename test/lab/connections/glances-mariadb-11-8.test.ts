import {testGlances} from './glance-tests.js';

testGlances('mariadb', '11.8');
