import {type Origin} from '../origin.js';
import {type OwnSetting} from '../own-setting.js';

/** Where a value came from, in a few words: `/etc/mysql/my.cnf:12 [client]`. Pure. */
export function describeOrigin(origin: Origin): string {
	switch (origin.type) {
		case 'flag': {
			return origin.flag;
		}

		case 'uri': {
			return 'the URI';
		}

		case 'environment': {
			return origin.variable;
		}

		case 'file': {
			const {file, line, group} = origin;
			return `${file}${line === undefined ? '' : `:${line}`}${group === undefined ? '' : ` [${group}]`}`;
		}

		case 'system': {
			return 'the system';
		}

		case 'default': {
			return 'default';
		}
	}
}

/** Where a setting came from, what it won over, and why it means nothing: a clause each. Pure. */
export function originClauses({
	origin,
	overrides = [],
	unused,
}: OwnSetting): readonly string[] {
	return [
		describeOrigin(origin),
		...(origin.type === 'file' && origin.isCut
			? ['ends before a #: put quotes around it if that belongs to it']
			: []),
		...overrides.map(other => `overrides ${describeOrigin(other)}`),
		...(unused === undefined ? [] : [`not used: ${unused}`]),
	];
}
