import {testListing} from './listing-tests.js';

testListing('mariadb', '11.8');
