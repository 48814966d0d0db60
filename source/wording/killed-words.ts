import {type SentKill, type VictimState} from '../lab/attach/attach-state.js';
import {judge} from '../lab/attach/proof.js';
import {describeProof} from './proof-words.js';

/** What became of a kill. */
export type KilledWords = {
	readonly text: string;
	/** It is proved to have reached its aim. */
	readonly isProved: boolean;
};

/** What became of each kill of a connection, the newest last: `KILL CONNECTION 10: proved: the connection is gone …`. Pure. */
export function killedWords({
	kills,
	proving,
	unanswered,
}: Pick<
	VictimState,
	'kills' | 'proving' | 'unanswered'
>): readonly KilledWords[] {
	// What is proved is the last one that the server has not refused, once it has answered it.
	const inQuestion = kills
		.filter(({failedWith}) => failedWith === undefined)
		.at(unanswered ? -2 : -1);
	return kills.map(kill => {
		if (proving && kill === inQuestion) {
			const proof = judge(proving);
			return {
				text: `${kill.statement}: ${describeProof(proving, proof)}`,
				isProved: proof.isReached,
			};
		}

		return {text: answerWords(kill), isProved: false};
	});
}

function answerWords({statement, acceptedAt, failedWith}: SentKill): string {
	return (
		failedWith ??
		`${statement}: ${acceptedAt === undefined ? 'the server has not answered' : 'accepted'}`
	);
}
