// What both designers share with the server: the drawing is checked while it changes, saved on demand against the version that
// was opened, and never lost: not by somebody else's save, the end of a session, a broken line or a closed window.

import { button, element } from "./dom.js";
import { word } from "./words.js";

const CHECK_AFTER = 700; // milliseconds without a change

const BYTES_MAX = 256 * 1024; // of a definition

/** The document in lines that people can read; without their indentation where only that keeps it within the bound. */
export async function writeWithin(write) {
	const { xml } = await write(true);

	return new Blob([xml]).size <= BYTES_MAX ? xml : (await write(false)).xml;
}

export class Keeper {
	/**
	 * `read` gives the document as text (a promise), `show` gets the problems [{text, place, url, tag {label, kind}}], `knows`
	 * whether its place is on this page and `goTo` leads there; `file` is the name under which a copy is kept on the person's own machine; `also` is done at each check,
	 * with the fields that were sent and the signal that breaks it off; `settle` takes over what is still being typed.
	 */
	constructor(page, { read, show, knows, goTo, file, also, settle = () => {} }) {
		Object.assign(this, { page, read, show, knows, goTo, file, also, settle });
		this.form = page.querySelector("[data-draw-form]");
		this.state = page.querySelector("[data-draw-state]");
		this.alert = page.querySelector("[data-draw-alert]");
		this.problems = page.querySelector("[data-draw-problems]");
		this.changes = 0;
		this.kept = 0;
		this.reading = "reading" in page.dataset;
		for (const part of page.querySelectorAll(":scope > [hidden]"))
			part.hidden = false;
		this.form.addEventListener("submit", event => {
			event.preventDefault();
			this.save();
		});
		document.addEventListener("keydown", event => {
			if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
				event.preventDefault();
				this.save();
			}
		});
		window.addEventListener("beforeunload", event => {
			this.settle();
			if (this.changes !== this.kept)
				event.preventDefault();
		});
	}

	changed() {
		this.changes++;
		this.say("changed");
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.check(), CHECK_AFTER);
	}

	say(key, values) {
		this.state.textContent = word(`keep.${key}`, values);
	}

	/** Fields of the page's form with the document as it stands now. */
	async fields() {
		const fields = new URLSearchParams(new FormData(this.form));

		fields.set("content", await this.read());
		return fields;
	}

	post = (address, body, signal) => fetch(address, {
		method: "POST", body, signal, headers: { Accept: "application/json" }, redirect: "manual",
	});

	async check() {
		this.checking?.abort();
		this.checking = new AbortController();
		try {
			const fields = await this.fields();

			fields.delete("version");
			const reply = await this.post(this.page.dataset.check, fields, this.checking.signal);

			if (reply.ok)
				this.showProblems((await reply.json()).problems);
			await this.also?.(fields, this.checking.signal);
		} catch {
			// The next change or save says it; what is shown was true of an earlier drawing.
		}
	}

	async save() {
		if (this.saving || this.reading)
			return;
		// What is being typed belongs to it: leaving the field takes it over.
		const focused = document.activeElement;

		focused?.blur();
		focused?.focus();
		this.settle();
		this.saving = true;
		this.say("saving");
		try {
			const changes = this.changes;
			const reply = await this.post(this.form.action, await this.fields());

			await this.answered(reply, changes);
		} catch {
			this.refused(word("keep.failed"));
		}
		this.saving = false;
	}

	async answered(reply, changes) {
		const body = await reply.json().catch(() => ({}));

		if (reply.ok) {
			this.form.elements.version.value = body.version;
			this.kept = changes;
			this.alert.replaceChildren();
			this.say("saved", { time: new Date().toLocaleTimeString("vi-VN") });
			this.showProblems(body.problems);
		} else if (reply.status === 409) {
			await this.conflict();
		} else if (reply.status === 401 || reply.type === "opaqueredirect") {
			this.refused(word("keep.signed_out"));
		} else {
			this.refused(body.errors?.map(one => one.message).join(" ") || body.detail || word("keep.failed"));
			this.check();
		}
	}

	refused(text, ...acts) {
		this.say("not_saved");
		this.alert.replaceChildren(element("div", { class: "mc-box mc-draw__alert", role: "alert" },
			element("h2", { class: "govuk-heading-s" }, word("keep.not_saved")),
			element("p", { class: "govuk-body" }, text),
			element("div", { class: "mc-draw__buttons" }, ...acts,
				button(word("keep.download"), () => this.download(), { name: "download" }))));
	}

	/** The page as it would be opened now: {version, desk ...}; null if that cannot be known. */
	async now() {
		const reply = await fetch(location.pathname, { headers: { Accept: "application/json" } }).catch(() => null);

		return reply?.ok ? reply.json() : null;
	}

	/** Somebody else saved first: their version can be looked at, one's own be kept or put over it. Or the draft was sent on. */
	async conflict() {
		const now = await this.now();

		if (now && !now.desk.may_edit)
			return this.refused(word("keep.closed"));
		this.refused(word("keep.conflict"),
			element("a", { class: "govuk-link", href: location.pathname, target: "_blank", rel: "noopener" }, word("keep.theirs")),
			button(word("keep.mine"), () => this.overwrite(), { name: "overwrite" }));
		return this.alert.querySelector("a").focus();
	}

	async overwrite() {
		const now = await this.now();

		if (now === null)
			return this.refused(word("keep.failed"));
		this.form.elements.version.value = now.version;
		return this.save();
	}

	async download() {
		const address = URL.createObjectURL(new Blob([await this.read()], { type: "application/xml" }));

		element("a", { href: address, download: this.file }).click();
		setTimeout(() => URL.revokeObjectURL(address), 1000);
	}

	/** A problem with the way to its place: here, where it can be shown, or on the page that is named. */
	way(problem) {
		if (this.knows(problem))
			return element("button", { type: "button", class: "mc-link-button", onclick: () => this.goTo(problem) },
				problem.text);
		return problem.url.split("#")[0] === location.pathname ? problem.text
			: element("a", { class: "govuk-link", href: problem.url }, problem.text);
	}

	showProblems(problems) {
		const rows = problems.map(one => element("li", { class: "mc-draw__problem" },
			element("span", { class: `mc-tag mc-tag--${one.tag.kind}` }, one.tag.label), " ", this.way(one)));
		const said = rows.length ? word("keep.problem_count", { count: rows.length }) : word("keep.no_problems");

		this.problems.replaceChildren(element("p", { class: "govuk-body", role: "status" }, said),
			element("ul", { class: "govuk-list" }, ...rows));
		if (rows.length === 0)
			this.problems.lastChild.remove();
		this.show(problems);
	}
}
