/** The columns of a ladder: on a phone whom it calls comes first, then how to reach them. Browsers use it too. */
export const ladderColumns = {
	head: ['Called at', 'Who', 'Answers by', 'How to reach them'],
	main: 1,
	reach: 3,
};
