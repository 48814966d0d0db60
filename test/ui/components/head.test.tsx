import test from 'ava';
import {type ServerFacts} from '../../../source/lab/events/events.js';
import {Head} from '../../../source/ui/components/head.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {story} from '../../helpers/story.js';

const server: ServerFacts = {
	flavour: 'mariadb',
	version: '10.11.19',
	product: 'MariaDB 10.11.19',
	address:
		'production-primary.cluster-c1a2b3.eu-central-1.rds.amazonaws.com:3306',
	tls: true,
	surroundings: [],
	own: {host: 'ip-10-0-3-7', isReadOnly: false},
};

const widths = [160, 140, 120, 80, 60] as const;

for (const columns of widths) {
	test(`${columns} cells: what matters least goes first, and a name is cut in its middle`, t => {
		const told = story().emit({type: 'server', server}).starts();
		t.snapshot(
			componentFrame(
				<Head hasHelp state={told.state} activity="running" width={columns} />,
				columns,
			),
		);
	});
}
