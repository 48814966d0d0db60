import {testRendezvous} from './rendezvous-tests.js';

testRendezvous('mysql');
