/** What attach is doing: looking, or about to end. */
export type AttachActivity = 'looking' | 'leaving';
