import {type Hidden} from './hidden.js';

/** The settings that the lab may change for a run: all take a number of bytes, and none makes a read-only server writable. */
export const settableVariables = [
	'max_allowed_packet',
	'max_binlog_cache_size',
	'group_replication_transaction_size_limit',
	'wsrep_max_ws_size',
] as const;

/** One of them. */
export type SettableVariable = (typeof settableVariables)[number];

/** A setting and the value that it should have. */
export type Setting = {
	readonly variable: SettableVariable;
	/** Bytes; 0 means no limit. */
	readonly value: number;
};

/**
What fixes a finding.

- `set`: a setting that `--fix` may change while the lab runs.
- `statement`: any other statement. The user may decide to run it; the lab never does.
- `advice`: nothing that a statement could do.
*/
export type Mend =
	| {
			readonly type: 'set';
			readonly setting: Setting;
			/** What else helps, as an imperative. */
			readonly instead?: string;
	  }
	| {
			readonly type: 'statement';
			readonly sql: string;
			readonly instead?: string;
	  }
	| {readonly type: 'advice'; readonly instead: string};

/** Something that is not as the run needs it. */
export type Problem = {
	readonly type: 'warning' | 'stop';
	/** What was checked: a setting's name, or a few words. */
	readonly what: string;
	/** What it is now. */
	readonly value: string;
	/** What it should be. */
	readonly needed: string;
	/** What would happen, as a sentence without its capital and its full stop. */
	readonly why: string;
	readonly mend: Mend;
};

/**
What one check of the server found.

- `ok`: as the run needs it.
- `warning`: the run can begin, but may not show what it should.
- `stop`: the run would fail; it is refused before anything is written.
- `hidden`: the account or the server does not show it.
*/
export type Finding =
	| {
			readonly type: 'ok';
			readonly what: string;
			readonly value: string;
			/** What a person may want to know about it. */
			readonly note?: string;
	  }
	| Problem
	| (Hidden & {readonly what: string});

/** The findings that are problems of one severity. */
export function problems(
	findings: readonly Finding[],
	type: Problem['type'],
): readonly Problem[] {
	return findings.filter(
		(finding): finding is Extract<Finding, Problem> => finding.type === type,
	);
}

/** The statement that changes a setting. */
export function setStatement({
	variable,
	value,
}: {
	readonly variable: SettableVariable;
	readonly value: number | string;
}): string {
	return `SET GLOBAL ${variable} = ${value}`;
}

/** A problem in one line: what is wrong, and what to do. */
export function describeProblem({
	what,
	value,
	needed,
	why,
	mend,
}: Problem): string {
	return `${what}: ${value}; needed: ${needed}. ${capital(why)}. ${describeMend(mend)}`;
}

/** What to do, as a sentence. */
function describeMend(mend: Mend): string {
	const {instead} = mend;
	const statement = mendStatement(mend);
	if (statement === undefined) {
		return `${capital(instead ?? '')}.`;
	}

	return instead === undefined
		? `Run: ${statement}`
		: `${capital(instead)}, or run: ${statement}`;
}

/** The statement that fixes a finding, if one does. */
export function mendStatement(mend: Mend): string | undefined {
	switch (mend.type) {
		case 'set': {
			return setStatement(mend.setting);
		}

		case 'statement': {
			return mend.sql;
		}

		case 'advice': {
			return undefined;
		}
	}
}

/** A text with its first letter capitalised. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
