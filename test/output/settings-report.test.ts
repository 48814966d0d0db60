import test from 'ava';
import {type OwnSetting} from '../../source/own-setting.js';
import {settingsReport} from '../../source/output/settings-report.js';

const file = (line: number) =>
	({
		type: 'file',
		file: '/etc/mysql/conf.d/client-of-the-lab.cnf',
		line,
		group: 'client',
	}) as const;

const settings: readonly OwnSetting[] = [
	{name: 'host', value: 'db', origin: {type: 'flag', flag: '--host'}},
	{name: 'port', value: '3306', origin: {type: 'default'}},
	{
		name: 'user',
		value: 'ann\u001B[31m',
		origin: file(3),
		overrides: [file(2), {type: 'environment', variable: 'USER'}],
	},
	{
		name: 'ssl-ca',
		value: '/a/path/that/is/wider/than/its/column.pem',
		origin: {type: 'uri'},
		unused: 'the connection is not encrypted',
	},
	{name: 'ssl-mode', value: 'DISABLED', origin: {type: 'default'}},
	{
		name: 'option file',
		value: '/etc/my.cnf',
		origin: {type: 'default'},
		unused: 'everybody may write to it',
	},
];

for (const width of [80, 120]) {
	test(`in ${width} columns`, t => {
		const lines = settingsReport(settings, width);
		t.true(lines.every(line => line.length <= width));
		t.snapshot(lines.join('\n'));
	});
}

test('with nothing set there are only defaults, and the other way round', t => {
	t.deepEqual(
		settingsReport(
			[{name: 'port', value: '3306', origin: {type: 'default'}}],
			80,
		).slice(1),
		['  Defaults: port 3306.'],
	);
	t.deepEqual(settingsReport(settings.slice(0, 1), 80).slice(1), [
		'  host  db  --host',
	]);
});
