import {testAttachScreen} from './attach-screen-tests.js';

testAttachScreen('mysql');
