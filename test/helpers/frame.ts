import process from 'node:process';
import {type LabShown} from '../../source/ui/app.js';
import {nothingChosen} from '../../source/ui/chosen.js';

// Chalk reads it when it is imported: frames are plain text.
process.env['FORCE_COLOR'] = '0';
const {createPicture} = await import('../../source/drawing/picture.js');
const {App: app} = await import('../../source/ui/app.js');

/** The input of a frame. */
export type Picture = Omit<LabShown, 'chosen'> & Partial<LabShown>;

/** Draws one frame, as the terminal would get it. */
export function frame(shown: Picture): string {
	const picture = openPicture();
	try {
		return picture.draw({chosen: nothingChosen, ...shown});
	} finally {
		picture.unmount();
	}
}

/** Opens a picture of which many frames are drawn: that costs less than opening it. */
export function openPicture() {
	return createPicture(app);
}
