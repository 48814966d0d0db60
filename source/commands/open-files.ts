import {checkReport, writeReport, type ReportKind} from './report-file.js';

/** A form in which something is written to a file. */
export type Form<Options, Content> = {
	/** The file that the options ask for; absent: none. */
	readonly file: (options: Options) => string | undefined;
	readonly kind: ReportKind;
	readonly text: (content: Content) => string | Promise<string>;
};

/** The files that get the same content in different forms. */
export type Files<Content> = {
	/** Whether there are any. */
	readonly areWanted: boolean;
	/** @throws {Refusal} when one can't be written. */
	readonly write: (content: Content) => Promise<void>;
};

/**
Finds out early whether the files can be written, before anybody has waited for them.

@param say - Tells a person that an earlier one is replaced.
@throws {Refusal} when one can't be, or when its file exists and is something else.
*/
export async function openFiles<Options, Content>(
	forms: ReadonlyArray<Form<Options, Content>>,
	options: Options,
	say: (line: string) => void,
): Promise<Files<Content>> {
	const wanted = forms.flatMap(form => {
		const file = form.file(options);
		return file === undefined ? [] : [{...form, file}];
	});
	for (const {file, kind} of wanted) {
		await checkReport(file, say, kind);
	}

	return {
		areWanted: wanted.length > 0,
		async write(content) {
			for (const {file, kind, text} of wanted) {
				await writeReport(file, await text(content), kind);
			}
		},
	};
}
