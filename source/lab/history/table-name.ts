/** The name of the lab's table, in any schema. */
export const tableName = 'DataBlobs';
