// dmn-js brings an editor of cells that writes its rules into style elements, which the content policy of every page refuses.
// The same text is taken over as a sheet of the document, as scripts of ours may: nothing is refused and nothing looks broken.
// Imported before dmn-js.

const make = document.createElement.bind(document);

document.createElement = (name, options) => {
	if (name !== "style")
		return make(name, options);
	const sheet = new CSSStyleSheet();
	const stand = make("template");

	Object.defineProperty(stand, "textContent", { set: text => sheet.replaceSync(text) });
	document.adoptedStyleSheets.push(sheet);
	return stand;
};
