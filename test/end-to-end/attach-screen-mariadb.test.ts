import {testAttachScreen} from './attach-screen-tests.js';

testAttachScreen('mariadb');
