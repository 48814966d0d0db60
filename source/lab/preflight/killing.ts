import {type Finding} from '../events/finding.js';
import {isOn, type Readings} from './readings.js';

/** What the server offers for kills, and where it shows what they do. Nothing here stops a run. */
export function checkKilling(readings: Readings): readonly Finding[] {
	const {
		product: {flavour},
		killProcedures,
	} = readings;
	const procedures = [...killProcedures].map(name => `mysql.${name}`);
	return [
		{
			type: 'ok',
			what: 'kills',
			value:
				procedures.length === 0
					? 'KILL'
					: `KILL, and on error 1095 ${procedures.join(', ')}`,
			...(flavour === 'mariadb' && {
				note: '--kill-soft and --kill-by-query-id are available',
			}),
		},
		{
			type: 'ok',
			what: 'performance_schema',
			value: isOn(readings, 'performance_schema') ? 'ON' : 'OFF',
			...(flavour === 'mariadb' && {note: 'PROCESSLIST is read instead'}),
			...(flavour === 'mysql' &&
				!isOn(readings, 'performance_schema') && {
					note: 'SHOW PROCESSLIST is read instead',
				}),
		},
	];
}
