/**
 * Asks a status page everything that the package `statuspage.io` can ask, and prints the answers as JSON. A
 * program of its own: that package is for tests only and never becomes part of anything of ours.
 */
import { Statuspage } from 'statuspage.io';

const client = new Statuspage('unused');
client.setApiUrl(process.argv[2]);
const { api } = client;
const answers = {
	summary: await api.getSummary(),
	status: await api.getStatus(),
	components: await api.getComponents(),
	incidents: await api.incidents.getAll(),
	'incidents/unresolved': await api.incidents.getUnresolved(),
	// This version asks for what is to come, whichever of the three is called.
	'scheduled-maintenances/upcoming': await api.scheduledMaintenances.getUpcoming(),
};
console.log(JSON.stringify(answers));
