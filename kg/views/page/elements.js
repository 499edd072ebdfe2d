/** What the page is made of. What documents say comes in as text, never as markup. */

/** The element with an id. */
kg.find = id => document.getElementById(id);

/** An element with attributes (`on`: listeners by event) and children that are elements or text. */
kg.make = function (tag, attributes = {}, ...children) {
  const {on = {}, ...rest} = attributes, made = document.createElement(tag);
  for (const [event, act] of Object.entries(on)) made.addEventListener(event, act);
  for (const [name, value] of Object.entries(rest)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
};
kg.button = (attributes, act, ...children) =>
  kg.make("button", {type: "button", ...attributes, on: {click: act}}, ...children);

/** A list of entries, and a button for those beyond `most`, which are made when it is pressed. */
kg.listed = function (values, most, entry) {
  const found = values.slice(0, most).map(entry);
  if (values.length > most) {
    const button = kg.button({class: "more"}, () => {
      const rest = kg.listed(values.slice(most), 10 * most, entry);
      button.replaceWith(...rest);
      (rest[0].querySelector("button") || rest[0]).focus();
    }, `${kg.number(values.length - most)} more`);
    found.push(button);
  }
  return found;
};

/** Presses all buttons for more that stand in an element, and leaves the focus where it is. */
kg.unfold = function (box) {
  const focus = document.activeElement;
  for (const button of [...box.querySelectorAll("button.more")]) button.click();
  focus.focus();
};

/** A button that leads to a thing. */
kg.thing = (i, attributes = {}, ...more) => kg.button(
  {class: "thing", ...attributes}, () => kg.choose(i, true),
  kg.glyph(kg.kind(i)), kg.make("span", {}, kg.data.nodes.label[i]), ...more);

/** Whether a text is an address of the web. */
kg.isWeb = text => /^https?:\/\//i.test(text) && URL.canParse(text);

/** A link to an address of the web, or (`besides`) of a file beside the page; else the text, or its parts, alone. */
kg.link = function (address, text, besides = false) {
  const safe = kg.isWeb(address) || (besides && /^[\w.%~][^:\\]*$/.test(address));
  const parts = [text].flat();
  if (!safe) return kg.make("bdi", {}, ...parts);
  return kg.make("a", {href: address, target: "_blank", rel: "noopener noreferrer"}, ...parts);
};

/** Texts in one line, each in its own direction whatever marks of direction the others hold. */
kg.joined = (texts, between) => texts.flatMap((text, at) => [at ? between : "", kg.make("bdi", {}, text)]);

/** Says something to everybody, those who listen to the page, too. */
kg.say = (...parts) => kg.find("found").replaceChildren(...parts);
