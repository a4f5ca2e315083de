// The words of the designers. They stand in www/messages and come with the page, so that a province or a language may say
// them otherwise; no text that people read stands in these scripts.

const page = document.querySelector("[data-draw]");
const words = JSON.parse(page?.dataset.words || "{}");

/** "panel.name" -> its text, with {name} replaced by values.name. */
export function word(key, values = {}) {
	const text = key.split(".").reduce((node, part) => node?.[part], words);

	if (typeof text !== "string") {
		console.error(`no words for ${key}`);
		return key;
	}
	return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** Every entry below a key, as [name, text] in the order of the file. */
export const wordList = key => Object.entries(words[key] ?? {});

/** The name under which a text of bpmn-js or dmn-js stands in www/messages: "Add rule above" is vendor.add_rule_above. */
export const vendorKey = text => text.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");

/** What bpmn-js and dmn-js ask for each text that they show. One that is missing is a fault that tests see in the console. */
export function translate(text, values = {}) {
	const key = vendorKey(text);

	return key === "" ? text : word(`vendor.${key}`, values);
}

/** A module for either library's injector. */
export const wordsModule = { translate: ["value", translate] };
