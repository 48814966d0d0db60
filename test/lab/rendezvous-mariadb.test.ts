import {testRendezvous} from '../helpers/rendezvous-tests.js';

testRendezvous('mariadb');
