import {testMariadbLogins} from './mariadb-login-tests.js';

await testMariadbLogins(['ed25519', 'parsec'], '11.8');
