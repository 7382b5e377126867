import { defineCollection } from 'astro:content';
import { incidentsLoader, maintenanceLoader } from './loaders.ts';

export const collections = {
	incidents: defineCollection({ loader: incidentsLoader() }),
	maintenance: defineCollection({ loader: maintenanceLoader() }),
};
