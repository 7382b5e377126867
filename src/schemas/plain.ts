/**
 * Characters that have no place in a text that people read: control characters other than tab and line feed,
 * and those that make a line read in another order than it is written.
 */
export const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f\u202a-\u202e]/;
