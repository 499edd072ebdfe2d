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
    const button = kg.button({}, () => {
      const rest = kg.listed(values.slice(most), 10 * most, entry);
      button.replaceWith(...rest);
      (rest[0].querySelector("button") || rest[0]).focus();
    }, `${kg.number(values.length - most)} more`);
    found.push(button);
  }
  return found;
};

/** A button that leads to a thing. */
kg.thing = (i, attributes = {}, ...more) => kg.button(
  {class: "thing", ...attributes}, () => kg.choose(i, true),
  kg.glyph(kg.kind(i)), kg.make("span", {}, kg.data.nodes.label[i]), ...more);

/** A link to an address of the web, or (`besides`) of a file beside the page; else the text alone. */
kg.link = function (address, text, besides = false) {
  const safe = /^https?:\/\//i.test(address) || (besides && /^[\w.%~][^:\\]*$/.test(address));
  if (!safe) return document.createTextNode(text);
  return kg.make("a", {href: address, target: "_blank", rel: "noopener noreferrer"}, text);
};

/** Says something to everybody, those who listen to the page, too. */
kg.say = text => { kg.find("found").textContent = text; };
