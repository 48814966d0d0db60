import {type LabState} from '../../lab/history/state.js';
import {type Activity} from '../../keys/activity.js';
import {type Panel} from '../chosen.js';
import {HelpText} from '../help-text.js';
import {ArmList} from './arm-list.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly panel: Panel;
	/** Lines. */
	readonly height: number;
};

/** What replaces a part of the screen. */
export function PanelView({state, activity, panel, height}: Props) {
	switch (panel.type) {
		case 'help': {
			return (
				<HelpText
					page={panel.page}
					height={height}
					isReplay={typeof activity === 'object'}
				/>
			);
		}

		case 'arm': {
			return <ArmList state={state} line={panel.line} />;
		}

		case 'none': {
			return undefined;
		}
	}
}
