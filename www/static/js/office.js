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
