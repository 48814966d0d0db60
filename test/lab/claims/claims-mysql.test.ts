import {claimsTests} from './claims-tests.js';

claimsTests('mysql', {
	c2: 'does not hold',
	c3: 'holds in part',
	c11: 'holds in part',
	c12: 'does not hold',
	c13: 'holds in part',
	c14: 'cannot be tested here',
	c17: 'holds in part',
	c18: 'does not hold',
	c19: 'does not hold',
	c20: 'does not hold',
	k2: 'holds in part',
	k3: 'holds in part',
	k4: 'holds in part',
	k5: 'cannot be tested here',
	k6: 'holds in part',
	k7: 'cannot be tested here',
	k8: 'cannot be tested here',
	k9: 'does not hold',
	k10: 'does not hold',
	k11: 'does not hold',
});
