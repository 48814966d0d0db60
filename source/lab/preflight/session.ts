import {
	isSetOn,
	isSettled,
	sessionSettings,
	type SessionSetting,
} from '../connections/session-settings.js';
import {type Finding} from '../events/finding.js';
import {type Readings} from './readings.js';

/** Whether the lab's sessions have the values they need: a server may refuse to set a variable, and a proxy may swallow it. */
export function checkSession({session, product}: Readings): readonly Finding[] {
	const seen = sessionSettings.filter(
		setting => isSetOn(setting, product.flavour) && session.has(setting.name),
	);
	const wrong = seen.flatMap(setting => {
		const value = session.get(setting.name) ?? '';
		return isSettled(setting, value) ? [] : [notSettled(setting, value)];
	});
	return wrong.length > 0
		? wrong
		: [
				{
					type: 'ok',
					what: "the lab's sessions",
					value: `${seen.length} variables set`,
					note: "so the server's defaults do not matter",
				},
			];
}

function notSettled(
	{name, value: needed, shown, why}: SessionSetting,
	value: string,
): Finding {
	return {
		type: 'stop',
		what: `session ${name}`,
		value: value === '' ? 'empty' : value,
		needed: shown ?? needed.replaceAll("'", ''),
		why: `this account can't set it for its sessions, and ${why}`,
		mend: {type: 'statement', sql: `SET GLOBAL ${name} = ${needed}`},
	};
}
