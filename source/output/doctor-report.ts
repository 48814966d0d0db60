import stringWidth from 'string-width';
import {type RunPlan} from '../lab/events/run-plan.js';
import {type ServerFacts} from '../lab/events/events.js';
import {
	capital,
	mendStatement,
	problems,
	type Finding,
} from '../lab/events/finding.js';
import {type OwnSetting} from '../own-setting.js';
import {type Refusal} from '../refusal.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {committedHow} from '../wording/committed-how.js';
import {count, describeServer} from '../wording/words.js';
import {settingsReport} from './settings-report.js';
import {wrap} from './wrap.js';

/** What the doctor found. */
export type Examination = {
	readonly server: ServerFacts;
	/** The account that the server matched the user to, as GRANT takes it. */
	readonly account: string;
	readonly plan: RunPlan;
	readonly findings: readonly Finding[];
};

/** What `doctor --json` prints. */
export type DoctorDocument = Omit<Examination, 'findings'> & {
	/** What decides how the program connects and what it does, and where each came from. */
	readonly settings: readonly OwnSetting[];
	/** Nothing stops the run. */
	readonly fit: boolean;
	readonly findings: ReadonlyArray<
		Finding & {
			/** Mends what was found; absent: no statement does. */
			readonly statement?: string;
		}
	>;
};

/** What `doctor --json` prints if the server can't be examined at all. */
export type DoctorRefusalDocument = {
	/** What decides how the program connects and what it does, and where each came from. */
	readonly settings: readonly OwnSetting[];
	readonly fit: false;
	/** What is wrong, as on standard error. */
	readonly refused: string;
};

/** The document of `doctor --json`: it has `refused` if the server can't be examined. */
export type DoctorOutput = DoctorDocument | DoctorRefusalDocument;

/** The word for a finding in the first column. */
const marks: Readonly<Record<Finding['type'], string>> = {
	ok: 'ok',
	warning: 'warning',
	stop: 'STOP',
	hidden: 'unknown',
};

const markWidth = 9;
const indent = ' '.repeat(markWidth);

/** The widest second column; a longer name moves its value down a line. */
const widestName = 26;

/** Whether the run can begin. */
export function isFit({findings}: Examination): boolean {
	return problems(findings, 'stop').length === 0;
}

/**
The examination as a table for people. A statement has its own line and is never broken, so that it can be copied; everything else is wrapped to the width.

@param settings - Where each came from.
@param width - Cells.
*/
export function doctorReport(
	{server, account, plan, findings}: Examination,
	settings: readonly OwnSetting[],
	width: number,
): string {
	const nameWidth =
		Math.min(
			widestName,
			Math.max(...findings.map(({what}) => stringWidth(what))),
		) + 2;
	const lines = [
		...wrap(`${describeServer(server)} · ${account}`, width),
		...wrap(describePlan(plan), width),
		'',
		...settingsReport(settings, width),
		'',
		...findings.flatMap(finding => row(finding, nameWidth, width)),
		'',
		...wrap(summary(findings), width),
	];
	return text(lines);
}

/** What the doctor can say if the server can't be examined: where its settings came from. @param width - Cells. */
export function refusedReport(
	settings: readonly OwnSetting[],
	width: number,
): string {
	return text(settingsReport(settings, width));
}

/** The same as one JSON document. */
export function refusedJson(
	settings: readonly OwnSetting[],
	{message}: Refusal,
): string {
	return json({settings, fit: false, refused: message});
}

/** The examination as one JSON document. */
export function doctorJson(
	examination: Examination,
	settings: readonly OwnSetting[],
): string {
	const {server, account, plan, findings} = examination;
	return json({
		server,
		account,
		plan,
		settings,
		fit: isFit(examination),
		findings: findings.map(finding => {
			const statement =
				'mend' in finding ? mendStatement(finding.mend) : undefined;
			return {...finding, ...(statement !== undefined && {statement})};
		}),
	});
}

function text(lines: readonly string[]): string {
	return lines.map(line => `${line}\n`).join('');
}

function json(document: DoctorOutput): string {
	return `${JSON.stringify(document, undefined, '\t')}\n`;
}

function describePlan(plan: RunPlan): string {
	const {describe, detail, commitsItself, commitsMidway} = factsOf(plan);
	const how =
		(commitsItself ?? commitsMidway !== undefined)
			? `, ${committedHow(plan)}`
			: plan.autocommit
				? ', each in its own transaction'
				: ' in one transaction';
	return [
		`for ${describe(plan)}${how}`,
		...(detail ? [detail(plan)] : []),
		`schema ${plan.schema}`,
	].join(', ');
}

function row(finding: Finding, nameWidth: number, width: number): string[] {
	const mark = marks[finding.type].padEnd(markWidth);
	const {what} = finding;
	const room = width - markWidth - nameWidth;
	const [first = '', ...rest] = wrap(value(finding), room);
	const under = ' '.repeat(markWidth + nameWidth);
	const isShort = stringWidth(what) < nameWidth;
	return [
		...(isShort
			? [`${mark}${what.padEnd(nameWidth)}${first}`]
			: [`${mark}${what}`, `${under}${first}`]),
		...rest.map(line => `${under}${line}`),
		...details(finding).flatMap(detail =>
			detail.type === 'statement'
				? [`${indent}${detail.text}`]
				: wrap(detail.text, width - markWidth).map(line => `${indent}${line}`),
		),
	].map(line => line.trimEnd());
}

function value(finding: Finding): string {
	switch (finding.type) {
		case 'ok': {
			const {value, note} = finding;
			return note === undefined ? value : `${value}; ${note}`;
		}

		case 'warning':
		case 'stop': {
			return `${finding.value}; needed: ${finding.needed}`;
		}

		case 'hidden': {
			return finding.grant === undefined
				? finding.why
				: `needs GRANT ${finding.grant}`;
		}
	}
}

type Detail = {readonly type: 'text' | 'statement'; readonly text: string};

/** What follows a problem: what would happen, and what to do. */
function details(finding: Finding): readonly Detail[] {
	if (finding.type !== 'warning' && finding.type !== 'stop') {
		return [];
	}

	const {why, mend} = finding;
	const statement = mendStatement(mend);
	const advice = [
		...(mend.instead === undefined ? [] : [mend.instead]),
		...(statement === undefined ? [] : ['run:']),
	].join(', or ');
	return [
		{
			type: 'text',
			text: `${capital(why)}. ${capital(advice)}${statement === undefined ? '.' : ''}`,
		},
		...(statement === undefined
			? []
			: [{type: 'statement' as const, text: statement}]),
	];
}

function summary(findings: readonly Finding[]): string {
	const stops = problems(findings, 'stop');
	const warnings = problems(findings, 'warning').length;
	const also = warnings === 0 ? '' : `, ${count(warnings, 'warning')}`;
	if (stops.length === 0) {
		return `Nothing stops the run${also}.`;
	}

	const isFixable = stops.every(({mend}) => mend.type === 'set');
	return `${count(stops.length, 'problem')} would stop the run${also}.${isFixable ? ' kill-lab --fix changes these settings while the lab runs.' : ''}`;
}
