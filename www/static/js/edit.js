// The procedure editor: what the clock says is told anew after each change of a field, by the same form sent with "lam=xem",
// which saves nothing. Without script the button does the same.

const form = document.querySelector("form[data-explain]");
const told = form?.querySelector("[data-explained]");
let running;

async function tell() {
	const fields = new URLSearchParams(new FormData(form));

	fields.set("lam", "xem");
	running?.abort();
	running = new AbortController();
	try {
		const answer = await fetch(form.action, { method: "POST", body: fields, signal: running.signal,
			headers: { Accept: "application/json" } });

		if (!answer.ok)
			return;
		const { explained } = await answer.json();

		told.replaceChildren(...explained.map(({ text }) => Object.assign(document.createElement("li"), { textContent: text })));
	} catch {
		// What stands there is still true of what was saved.
	}
}

if (told)
	form.addEventListener("change", tell);
