// What is typed in a cell becomes one change of the table when one pauses. dmn-js would let what still waits be lost when the
// table is saved in that moment: here it can be taken over at once.

const PAUSE = 300;
const waiting = new Map();

/** Takes over what is still waiting. */
export const settle = () => [...waiting.values()].forEach(take => take());

/** For dmn-js, in place of its own delay: `write` is called with what was typed last. */
function later(write) {
	let timer;

	return (...typed) => {
		clearTimeout(timer);
		const take = () => {
			clearTimeout(timer);
			waiting.delete(write);
			write(...typed);
		};

		waiting.set(write, take);
		timer = setTimeout(take, PAUSE);
	};
}

export const typingModule = { debounceInput: ["value", later] };
