/**
 * `<allclear-status>`: the state of a status page within any other page. It asks for nothing but two files of
 * that status page, brings its own look, and never breaks the page it is in: where nothing is known, it says so.
 */
import type { Condition } from '../../schemas/vocabulary.ts';

/** What there is to know, best first; `unknown` where nobody has looked for too long, or nobody answers. */
type State = Condition | 'unknown';

/** Put in when the script is built for a site. */
declare const BUILT: {
	/** What the status page is called, and its address. */
	name: string;
	home: string;
	/** Rules for colours, which come from our tokens. */
	colours: string;
	/** Words and signs. */
	states: Record<State, { label: string; sign: string }>;
};

/** The parts that are read of `summary.json`. Whatever comes is looked at with care. */
interface Summary {
	components: { status: string }[];
	incidents: { name: string }[];
}

/** How it is while an incident is open that hurts no service. */
const trouble: State = 'degraded-performance';
/** Between two looks, while somebody can see it. */
const interval = 120_000;
/** After which an answer is not waited for. */
const patience = 10_000;

const built = BUILT;
const names = Object.keys(built.states) as State[];

/** Where this script came from, as long as a page does not load it as a module. */
const home = folder((document.currentScript as HTMLScriptElement | null)?.src) ?? built.home;

// A sheet of our own is allowed where a policy forbids inline styles. What a page's own sheet says with
// !important of the element itself, it says in vain: within, !important wins.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host{all:initial!important;display:inline-block!important;color-scheme:inherit!important;direction:inherit!important;visibility:visible!important}
:host([mode=banner]),:host([mode=quiet]){display:block!important}
:host([hidden]),:host([state=none]){display:none!important}
a{font:400 14px/1.4 system-ui,sans-serif;text-decoration:none;border:1px solid;border-radius:6px;padding:.25em .7em;display:inline-block}
:host([mode=banner]) a,:host([mode=quiet]) a{display:block;padding:.6em 1em}
a:hover{text-decoration:underline}
a:focus-visible{outline:2px solid;outline-offset:2px}
i{font-style:normal;margin-inline-end:.5em}
bdi{unicode-bidi:isolate}
${built.colours}`);

class AllclearStatus extends HTMLElement {
	static observedAttributes = ['src', 'mode', ...names.map((name) => `label-${name}`)];

	readonly #root = this.attachShadow({ mode: 'open' });
	readonly #live = document.createElement('div');
	#timer = 0;
	#state: State | undefined;
	#incidents: string[] = [];

	constructor() {
		super();
		this.#root.adoptedStyleSheets = [sheet];
		this.#root.append(this.#live);
	}

	connectedCallback(): void {
		document.addEventListener('visibilitychange', this.#look);
		this.#look();
	}

	disconnectedCallback(): void {
		document.removeEventListener('visibilitychange', this.#look);
		clearTimeout(this.#timer);
	}

	attributeChangedCallback(name: string): void {
		if (name === 'src') this.#look();
		else this.#show();
	}

	/** Address of the status page's folder. */
	get #home(): string {
		return folder(this.getAttribute('src')?.replace(/\/*$/, '/')) ?? home;
	}

	/** Looks at once and then again and again, but not in a tab that nobody sees. */
	readonly #look = (): void => {
		clearTimeout(this.#timer);
		if (!this.isConnected || document.hidden) return;
		this.#timer = window.setTimeout(this.#look, interval);
		void this.#read();
	};

	async #read(): Promise<void> {
		const from = this.#home;
		let state: State = 'unknown';
		let incidents: string[] = [];
		try {
			const [{ body: heartbeat, at }, { body }] = await Promise.all([
				ask(`${from}heartbeat.json`),
				ask(`${from}api/v2/summary.json`),
			]);
			const { components, incidents: open } = body as Summary;
			// Anything that is no date compares as false: then nothing is known.
			if (at < Date.parse((heartbeat as { valid_until: string }).valid_until)) {
				incidents = open.map(({ name }) => name);
				const ranks = components.map(({ status }) =>
					names.indexOf(status.replaceAll('_', '-') as State),
				);
				// An open incident never reads as if all were well.
				const worst = Math.max(0, ...ranks) || (open.length > 0 ? names.indexOf(trouble) : 0);
				state = ranks.includes(-1) ? 'unknown' : (names[worst] ?? 'unknown');
			}
		} catch {
			// No answer, or none that can be understood: nothing is known.
		}
		if (from !== this.#home) return;
		this.#state = state;
		this.#incidents = state === 'unknown' ? [] : incidents;
		this.#show();
	}

	#show(): void {
		const state = this.#state;
		if (state === undefined) return;
		const mode = this.getAttribute('mode');
		const quiet = mode === 'quiet' && (state === 'operational' || state === 'unknown');
		this.setAttribute('state', quiet ? 'none' : state);
		const { label, sign } = built.states[state];
		const [first, ...others] = this.#incidents;
		const words =
			first !== undefined && (mode === 'banner' || mode === 'quiet')
				? first + (others.length > 0 ? ` (+${others.length})` : '')
				: (this.getAttribute(`label-${state}`) ?? label);
		const link = document.createElement('a');
		link.href = this.#home;
		const mark = document.createElement('i');
		mark.ariaHidden = 'true';
		mark.textContent = sign;
		const text = document.createElement('bdi');
		text.textContent = words;
		link.append(mark, text);
		link.ariaLabel = `${built.name}: ${words}`;
		if (this.#live.textContent !== (quiet ? '' : link.textContent)) {
			this.#live.replaceChildren(...(quiet ? [] : [link]));
		}
		// What is there when a page is opened is read with the page; only what changes is announced.
		this.#live.ariaLive = 'polite';
	}
}

/** The folder of an address. Anything but a web address is none. */
function folder(address: string | undefined): string | undefined {
	try {
		const url = new URL('./', new URL(address ?? '', document.baseURI));
		return address && /^https?:$/.test(url.protocol) ? url.href : undefined;
	} catch {
		return undefined;
	}
}

/** The answer as JSON, and when it was given: by the server's clock if that is ahead, else by the reader's. */
async function ask(url: string): Promise<{ body: unknown; at: number }> {
	const response = await fetch(url, {
		cache: 'no-cache',
		credentials: 'omit',
		signal: AbortSignal.timeout(patience),
	});
	if (!response.ok) throw new Error(String(response.status));
	const at = Math.max(Date.now(), Date.parse(response.headers.get('date') ?? '') || 0);
	return { body: await response.json(), at };
}

// The page may load the script twice.
if (!customElements.get('allclear-status'))
	customElements.define('allclear-status', AllclearStatus);
