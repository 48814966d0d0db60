import {createHash} from 'node:crypto';

/** Makes sure that nobody produces the proof of a row by chance. */
const seal = '3a96c6d6739872b19535910101950ca9';

const mediaType = 'application/octet-stream; kill-lab=';

/** A row of the table without its blob, as the server stores it. */
export type RowHead = {
	readonly fileName: string;
	readonly fileSize: number;
	readonly fileType: string;
	readonly fileHash: string;
};

/**
The `file_type` of a row that the lab writes: a media type whose parameter proves that a lab wrote the row, this one or an earlier one. Changing the row's name, size or hash breaks the proof.
*/
export function provenType({
	fileName,
	fileSize,
	fileHash,
}: Omit<RowHead, 'fileType'>): string {
	const proof = createHash('sha256')
		.update([seal, fileName, fileSize, fileHash].join('\n'))
		.digest('hex');
	return `${mediaType}${proof}`;
}

/** Whether a lab wrote the row. Pure. */
export function isProven(row: RowHead): boolean {
	return row.fileType === provenType(row);
}
