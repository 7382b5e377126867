import { testMatrixAt } from './support/matrix.ts';

testMatrixAt((request) => request.startsWith('GET') || request === 'POST trees');
