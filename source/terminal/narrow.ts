/** A text of letters, lines and signs that are one column wide each, and join with nothing: those that the pictures have. In the built program, string-width is asked for other texts only, because it takes 30 ms to get ready [measured: Node 20.20]. */
export const narrow =
	/^[ -~\u00A1-\u00AC\u00AE-\u00FF\u2010-\u2027\u2500-\u25A9\u25B8\u2714\u2718]*$/;
