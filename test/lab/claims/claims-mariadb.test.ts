import {claimsTests} from './claims-tests.js';

claimsTests('mariadb', {
	c6: 'cannot be tested here',
	c15: 'cannot be tested here',
});
