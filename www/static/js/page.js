// Enhancements of every page. Nothing here is needed: each page works as plain forms and links without it.
// Each function looks for its own data attribute and leaves the rest of the page alone.

/** The summary of errors takes the focus, and its links lead into the field rather than beside it. */
function errorSummary() {
	const summary = document.querySelector("[data-error-summary]");
	if (!summary)
		return;
	summary.focus();
	summary.addEventListener("click", event => {
		const link = event.target.closest("a[href^='#']");
		const field = link && document.getElementById(link.hash.slice(1));
		if (!field)
			return;
		event.preventDefault();
		(field.closest(".govuk-form-group, fieldset") ?? field).scrollIntoView();
		field.focus({ preventScroll: true });
	});
}

/** A button marked data-once acts once: a second click within the same sending is swallowed. */
function submitOnce() {
	document.addEventListener("submit", event => {
		const button = event.target.querySelector("[data-once]");
		if (!button || event.defaultPrevented)
			return;
		if (button.dataset.sent) {
			event.preventDefault();
			return;
		}
		button.dataset.sent = "yes";
		button.setAttribute("aria-disabled", "true");
	});
	// The Back button shows the page as it was left: let the form be sent again.
	window.addEventListener("pageshow", () => {
		for (const button of document.querySelectorAll("[data-sent]")) {
			delete button.dataset.sent;
			button.removeAttribute("aria-disabled");
		}
	});
}

/** data-confirm on a form: asks before an act that cannot be undone. */
function confirmFirst() {
	document.addEventListener("submit", event => {
		const question = event.target.dataset.confirm;
		if (question && !window.confirm(question))
			event.preventDefault();
	}, true);
}

/** How many characters are left in a bounded text. */
function characterCount() {
	for (const group of document.querySelectorAll("[data-count]")) {
		const area = group.querySelector("textarea");
		const text = group.querySelector("[data-count-text]");
		const most = Number(group.dataset.count);
		const show = () => {
			const left = most - [...area.value].length;
			text.textContent = `${text.dataset.countText} ${left}`;
			text.classList.toggle("mc-status--bad", left < 0);
		};
		area.addEventListener("input", show);
	}
}

/** data-autosave="<url>" on a form: what is typed is saved by itself, and the page says whether it was. */
function autosave() {
	for (const form of document.querySelectorAll("form[data-autosave]")) {
		const state = form.querySelector("[data-autosave-state]");
		const say = (word, bad) => {
			state.textContent = state.dataset[word];
			state.classList.toggle("mc-status--bad", bad);
		};
		let timer = 0;
		let running = false;
		let changed = false;
		const save = async () => {
			if (running)
				return;
			running = true;
			changed = false;
			say("saving", false);
			const values = new URLSearchParams();
			for (const [name, value] of new FormData(form))
				if (typeof value === "string")
					values.append(name, value);
			try {
				const reply = await fetch(form.dataset.autosave, {
					method: "POST",
					body: values,
					headers: { Accept: "application/json" },
					redirect: "manual",
				});
				// Only a success proves it; a redirect is the way to sign-in.
				const signedOut = reply.status === 401 || reply.type === "opaqueredirect";
				say(reply.ok ? "saved" : signedOut ? "signedOut" : "failed", !reply.ok);
				changed ||= reply.status >= 500;
			} catch {
				say("failed", true);
				changed = true;
			}
			running = false;
			if (changed)
				timer = setTimeout(save, 10_000);
		};
		form.addEventListener("input", event => {
			if (event.target.type === "file")
				return;
			changed = true;
			clearTimeout(timer);
			timer = setTimeout(save, 1500);
		});
		window.addEventListener("online", () => changed && save());
	}
}

/** data-upload on a form: the files' way to the server is shown; the reply replaces the page as it would have. */
function uploadProgress() {
	for (const form of document.querySelectorAll("form[data-upload]")) {
		const box = form.querySelector("[data-upload-state]");
		const text = box.querySelector("[role='status']");
		const bar = box.querySelector("progress");
		let sending = false;
		form.addEventListener("submit", event => {
			const chosen = [...form.querySelectorAll("input[type='file']")].some(input => input.files.length);
			if (!chosen || event.defaultPrevented)
				return;
			event.preventDefault();
			if (sending)
				return;
			sending = true;
			const request = new XMLHttpRequest();
			const failed = () => {
				sending = false;
				text.textContent = text.dataset.failed;
				text.classList.add("mc-status--bad");
			};
			box.hidden = false;
			text.classList.remove("mc-status--bad");
			text.textContent = text.dataset.sending;
			request.upload.addEventListener("progress", step => {
				bar.value = step.lengthComputable ? step.loaded * 100 / step.total : 0;
				text.textContent = `${text.dataset.sending} ${Math.round(bar.value)}%`;
			});
			request.addEventListener("load", () => {
				// A redirect has been followed: go there, for the page may be of another style sheet.
				if (request.status === 200 && request.responseURL !== form.action)
					location.assign(request.responseURL);
				else
					showReply(request);
			});
			request.addEventListener("error", failed);
			request.open("POST", form.action);
			request.setRequestHeader("Accept", "text/html");
			request.send(new FormData(form, event.submitter));
		});
	}
}

/** A page that came as the answer to an upload (an error of a field, most often) takes the place of this one. */
function showReply(request) {
	const page = new DOMParser().parseFromString(request.responseText, "text/html");
	document.title = page.title;
	document.body.replaceWith(page.body);
	start();
}

/** The print button of a printed form. */
function printButton() {
	const button = document.querySelector("[data-print]");
	if (!button)
		return;
	button.hidden = false;
	button.addEventListener("click", () => window.print());
}

/** A form whose questions depend on answers follows them as one types. */
function liveForm() {
	if (document.querySelector("form[data-live], form[data-choices]"))
		import("./form.js");
}

/** A search box suggests while one is typing; what it needs is fetched by the pages that have one. */
function searchBox() {
	if (document.querySelector("input[data-suggest]"))
		import("./suggest.js");
}

function start() {
	errorSummary();
	characterCount();
	autosave();
	uploadProgress();
	printButton();
}

confirmFirst();
submitOnce();
liveForm();
searchBox();
start();
