/**
How the file travels.

- `binary`: inside one COM_STMT_EXECUTE packet, as the blog post's program sends it.
- `long-data`: ahead of the statement, in COM_STMT_SEND_LONG_DATA chunks.
- `text`: inside one COM_QUERY, as a hexadecimal literal.
*/
export const protocols = ['binary', 'long-data', 'text'] as const;

/** One of them. */
export type Protocol = (typeof protocols)[number];
