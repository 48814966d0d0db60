import {claimsTests} from './claims-tests.js';

claimsTests('mysql', {
	c12: 'does not hold',
	k5: 'cannot be tested here',
	k7: 'cannot be tested here',
	k8: 'cannot be tested here',
});
