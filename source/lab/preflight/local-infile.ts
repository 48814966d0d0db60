import {type Flavour} from '../../server/flavour.js';
import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {isOn, variable, type Readings} from './readings.js';

/** How a server refuses LOAD DATA LOCAL [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. */
const refused: Readonly<Record<Flavour, number>> = {
	mysql: 3948,
	mariadb: 4166,
};

/** Whether the server allows LOAD DATA LOCAL, if the run needs it. There is a global value only. */
export function checkLocalInfile(
	readings: Pick<Readings, 'variables' | 'product'>,
	{localInfile}: Pick<Demands, 'localInfile'>,
): readonly Finding[] {
	const what = 'local_infile';
	const value = variable(readings, what);
	if (!localInfile) {
		return [];
	}

	if (value === undefined) {
		return [{type: 'hidden', what, why: 'the server does not show it'}];
	}

	return isOn(readings, what)
		? [{type: 'ok', what, value}]
		: [
				{
					type: 'stop',
					what,
					value,
					needed: 'ON',
					why: `${localInfile.why}, which the server would refuse with error ${refused[readings.product.flavour]}`,
					mend: {
						type: 'statement',
						sql: `SET GLOBAL ${what} = ON`,
						instead: localInfile.instead,
					},
				},
			];
}
