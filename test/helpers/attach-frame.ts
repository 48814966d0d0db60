import process from 'node:process';
import {type AttachShown} from '../../source/ui/attach/attach-app.js';
import {nothingChosen} from '../../source/ui/attach/attach-chosen.js';

// Chalk reads it when it is imported: frames are plain text.
process.env['FORCE_COLOR'] = '0';
const {createPicture} = await import('../../source/drawing/picture.js');
const {AttachApp: app} = await import('../../source/ui/attach/attach-app.js');

/** Draws one frame of attach, as the terminal would get it. */
export function attachFrame(
	shown: Omit<AttachShown, 'chosen' | 'activity'> & Partial<AttachShown>,
): string {
	const picture = createPicture(app);
	try {
		return picture.draw({
			chosen: nothingChosen,
			activity: 'looking',
			...shown,
		});
	} finally {
		picture.unmount();
	}
}
