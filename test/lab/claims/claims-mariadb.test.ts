import {claimsTests} from './claims-tests.js';

claimsTests('mariadb', {
	c2: 'does not hold',
	c3: 'holds in part',
	c6: 'cannot be tested here',
	c11: 'holds in part',
	c13: 'holds in part',
	c14: 'cannot be tested here',
	c15: 'cannot be tested here',
	c17: 'holds in part',
	c18: 'does not hold',
	c19: 'does not hold',
	c20: 'does not hold',
	k2: 'holds in part',
	k3: 'holds in part',
	k4: 'holds in part',
	k6: 'holds in part',
	k9: 'does not hold',
	k10: 'does not hold',
	k11: 'does not hold',
});
