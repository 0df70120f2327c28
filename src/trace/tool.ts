/** The name and version that summaries and files carry. */
export const TOOL = 'irqlanes 0.1.0';
