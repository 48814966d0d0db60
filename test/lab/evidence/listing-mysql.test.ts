import {testListing} from './listing-tests.js';

testListing('mysql');
