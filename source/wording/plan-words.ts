import {formatDuration, formatPercent} from '../format.js';
import {type Aim, type Moment} from '../lab/events/aim.js';
import {killName} from './words.js';

/** A planned kill in words: what and when. */
export function describePlan({kind, moment}: Aim): string {
	return `${killName(kind)} ${describeMoment(moment)}`;
}

function describeMoment(moment: Moment): string {
	switch (moment.type) {
		case 'time': {
			return `${formatDuration(moment.after)} after the start`;
		}

		case 'statement': {
			return `when ${moment.kind.toUpperCase()} is sent`;
		}

		case 'file': {
			return describeFileMoment(moment);
		}
	}
}

function describeFileMoment({
	file,
	phase,
	part,
}: Extract<Moment, {readonly type: 'file'}>): string {
	const name = file === undefined ? 'the next file' : `file ${file + 1}`;
	switch (phase) {
		case 'generate': {
			return `while ${name} is generated`;
		}

		case 'upload': {
			return `at ${formatPercent(part)} of the upload of ${name}`;
		}

		case 'execute': {
			return file === undefined
				? 'when the next INSERT executes'
				: `when INSERT ${file + 1} executes`;
		}

		case 'verify': {
			return `when the hash of ${name} is compared`;
		}
	}
}
