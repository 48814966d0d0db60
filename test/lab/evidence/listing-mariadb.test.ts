import {testListing} from './listing-tests.js';

testListing('mariadb');
