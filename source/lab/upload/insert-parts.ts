import {type PlainValue} from './execute-packet.js';
import {type FileBlob} from './file-source.js';
import {type Pump} from './pump.js';

/** An INSERT taken apart at its file. */
export type InsertParts = {
	/** The statement's text between its placeholders. */
	readonly pieces: readonly string[];
	readonly before: readonly PlainValue[];
	readonly file: FileBlob;
	readonly after: readonly PlainValue[];
	/** Whether client and server agreed on CLIENT_QUERY_ATTRIBUTES. */
	readonly queryAttributes: boolean;
};

/** One INSERT on its way, in one of the protocols. */
export type Upload = {
	/** Writes the whole statement. A protocol without prepared statements ignores `statementId`. */
	send(
		pump: Pump,
		pieces: AsyncIterable<Uint8Array>,
		statementId: number,
	): Promise<void>;
	/** Whether the socket has all bytes. */
	isComplete(): boolean;
};
