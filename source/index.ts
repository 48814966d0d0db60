/* The types of what the program prints with `--json` and writes with `--record`. docs/stable.md says what they promise; nothing here runs. */
export type {
	Contents,
	ContentsRow,
	DataVerdict,
	Foreign,
	LabEvent,
	OthersView,
	Progress,
	Remains,
	Returned,
	SchemaVerdict,
	ServerFacts,
	ServerView,
	StatementOutcome,
	StatesVerdict,
	StatementRole,
	Verdict,
} from './lab/events/events.js';
export type {ControlRun} from './lab/events/control-run.js';
export type {Aim, Moment} from './lab/events/aim.js';
export type {Finding, Mend, Problem} from './lab/events/finding.js';
export type {Effect, KillKind, KillRoute} from './lab/events/kill.js';
export type {Leftover} from './lab/events/leftovers.js';
export type {
	InterruptAnswer,
	OnInterrupt,
	RunPlan,
	WorkloadPlan,
} from './lab/events/run-plan.js';
export type {Surrounding} from './lab/events/surroundings.js';
export type {WaitKind, WaitSight} from './lab/events/wait.js';
export type {Failure} from './server/failure.js';
export type {Flavour} from './server/flavour.js';
export type {AttachDocument} from './output/attach-list.js';
export type {AttachKillDocument} from './output/attach-kill.js';
export type {
	DoctorDocument,
	DoctorOutput,
	DoctorRefusalDocument,
} from './output/doctor-report.js';
export type {Origin} from './origin.js';
export type {OwnSetting} from './own-setting.js';
export type {ClaimLine} from './lab/claims/claim-line.js';
export type {SweepLine} from './lab/sweep/sweep-line.js';
export type {ComparisonDocument} from './output/sweep-comparison.js';
export type {MapsDocument} from './output/sweep-json.js';
export type {
	RecordingEnd,
	RecordingHeader,
	RecordingLine,
} from './commands/recording.js';
