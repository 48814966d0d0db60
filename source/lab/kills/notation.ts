import {filePhases, type Aim, type Moment} from '../events/aim.js';

/**
Reads one value of `--kill`, such as `query@2:upload:50%`, `connection@3:execute`, `query@commit` or `connection@5s`. Files count from 1 here; without a number it is the next one.

@returns `undefined` when the word is not valid.
*/
export function parseAim(word: string): Aim | undefined {
	const [, kind, where = ''] = /^(query|connection)@(.+)$/.exec(word) ?? [];
	const moment = readTime(where) ?? readStatement(where) ?? readFile(where);
	return (kind === 'query' || kind === 'connection') && moment
		? {kind, moment}
		: undefined;
}

/** A kill as `--kill` takes it. */
export function formatAim({kind, moment}: Aim): string {
	switch (moment.type) {
		case 'time': {
			const {after} = moment;
			return `${kind}@${after < 1000 ? `${after}ms` : `${after / 1000}s`}`;
		}

		case 'statement': {
			return `${kind}@${moment.kind}`;
		}

		case 'file': {
			const {file, phase, part} = moment;
			return [
				`${kind}@${file === undefined ? '' : `${file + 1}:`}${phase}`,
				...(part > 0 ? [`${Math.round(part * 100)}%`] : []),
			].join(':');
		}
	}
}

/** A day, in ms: a timer takes no more than 24 of them. */
const longestTime = 86_400_000;

function readTime(where: string): Moment | undefined {
	const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(where) ?? [];
	const after = Number(number) * (unit === 's' ? 1000 : 1);
	return after <= longestTime ? {type: 'time', after} : undefined;
}

function readStatement(where: string): Moment | undefined {
	return where === 'commit' || where === 'rollback'
		? {type: 'statement', kind: where}
		: undefined;
}

function readFile(where: string): Moment | undefined {
	const [, number, word, percent] =
		/^(?:([1-9]\d{0,3}):)?([a-z]+)(?::(\d{1,2}|100)%)?$/.exec(where) ?? [];
	const phase = filePhases.find(known => known === word);
	return phase === undefined || (percent !== undefined && phase !== 'upload')
		? undefined
		: {
				type: 'file',
				...(number !== undefined && {file: Number(number) - 1}),
				phase,
				part: Number(percent ?? 0) / 100,
			};
}
