import {testRendezvous} from '../helpers/rendezvous-tests.js';

testRendezvous('mysql');
