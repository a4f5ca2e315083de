// The keyboard of the back office: j and k move in a work list, Enter opens, / goes to the search box, ? explains.
// Everything is reachable by Tab without it. A list is a table with data-rows; each row's first link opens it.

const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
let current = -1;

function select(index) {
	if (!rows.length)
		return;
	rows[current]?.removeAttribute("aria-current");
	current = Math.max(0, Math.min(rows.length - 1, index));
	rows[current].setAttribute("aria-current", "true");
	rows[current].scrollIntoView({ block: "nearest" });
	rows[current].querySelector("a")?.focus({ preventScroll: true });
}

const actions = {
	j: () => select(current + 1),
	k: () => select(current - 1),
	"/": () => document.querySelector("[data-search]")?.focus(),
	"?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", event => {
	const typing = event.target.closest("input, textarea, select, [contenteditable]");
	const action = actions[event.key];
	if (typing || !action || event.ctrlKey || event.altKey || event.metaKey)
		return;
	event.preventDefault();
	action();
});

// "Choose all" acts on the rows of this page only.
document.querySelector("[data-choose-all]")?.addEventListener("change", event => {
	for (const box of document.querySelectorAll("[data-rows] tbody input[type='checkbox']"))
		box.checked = event.target.checked;
});

// Something that a job is doing: its bar moves, and the page is fetched anew when it is done. Without script: reload.
const poll = document.querySelector("[data-poll]");

async function ask() {
	const reply = await fetch(location.href, { headers: { accept: "application/json" } }).catch(() => null);
	const page = reply?.ok ? await reply.json().catch(() => null) : null;

	if (page && !page.working)
		location.reload();
	else if (page?.progress) {
		poll.querySelector("[data-poll-text]").textContent = page.progress.text;
		poll.querySelector("[data-poll-bar]").value = page.progress.percent;
	}
	if (!page || page.working)
		setTimeout(ask, 1500);
}

if (poll)
	setTimeout(ask, 1500);
