import {Box, Text} from 'ink';
import {type LabState} from '../../lab/history/state.js';
import {allFacts} from '../../lab/workloads/facts/registry.js';
import {type Activity} from '../../keys/activity.js';
import {type Panel} from '../chosen.js';
import {helpEntries} from '../help-pages.js';
import {HelpText} from '../help-text.js';
import {notices} from '../notices.js';
import {ArmList} from './arm-list.js';
import {HistoryRun} from './history-run.js';
import {HistoryTable} from './history-table.js';
import {HistoryView} from './history-view.js';
import {Paragraph} from './paragraph.js';
import {ProductionView} from './production-view.js';
import {PromptView} from './prompt-view.js';
import {QuestionView} from './question-view.js';
import {WorkloadList} from './workload-list.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly panel: Panel;
	/** What the server shows stands elsewhere. */
	readonly isServerShown: boolean;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** What replaces a part of the screen. */
export function PanelView({
	state,
	activity,
	panel,
	isServerShown,
	width,
	height,
	now,
}: Props) {
	switch (panel.type) {
		case 'help': {
			return (
				<HelpText
					page={panel.page}
					height={height}
					entries={helpEntries(typeof activity === 'object')}
				/>
			);
		}

		case 'arm': {
			return <ArmList state={state} line={panel.line} height={height} />;
		}

		case 'workloads': {
			return (
				<WorkloadList
					state={state}
					workloads={allFacts}
					line={panel.line}
					width={width}
					height={height}
				/>
			);
		}

		case 'prompt': {
			return <PromptView panel={panel} width={width} height={height} />;
		}

		case 'question': {
			return state.run ? (
				<QuestionView
					run={state.run}
					isReplay={typeof activity === 'object'}
					notices={notices(state)}
					isServerShown={isServerShown}
					width={width}
					height={height}
				/>
			) : undefined;
		}

		case 'history': {
			return (
				<HistoryView
					state={state}
					at={panel.at}
					width={width}
					height={height}
					now={now}
				/>
			);
		}

		case 'history-run': {
			return (
				<HistoryRun
					state={state}
					at={panel.at}
					width={width}
					height={height}
					now={now}
				/>
			);
		}

		case 'history-table': {
			return (
				<HistoryTable
					state={state}
					row={panel.row}
					width={width}
					height={height}
				/>
			);
		}

		case 'message': {
			return (
				<Box height={height} flexShrink={0} overflowY="hidden">
					<Paragraph>
						<Text color="yellow">{panel.text}</Text>
					</Paragraph>
				</Box>
			);
		}

		case 'production': {
			return (
				<ProductionView
					run={state.run}
					width={width}
					height={height}
					now={now}
				/>
			);
		}

		case 'none': {
			return undefined;
		}
	}
}
