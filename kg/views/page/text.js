/** The text of a document, in which the words that facts rest on can be chosen. */
kg.text = {};

/** A choice of words is written "block.place": the words that stand there in a passage, without a place all of it. */
kg.text.key = (block, place) => place === undefined ? String(block) : `${block}.${place}`;

/** The words of a choice: the shortest passage at its place, and the facts that rest on this and those around it. */
kg.text.at = function (key) {
  const [, block, place] = /^(\d+)(?:\.(\d+))?$/.exec(key) || [], [, quote, words] = kg.data.text[block] || [0, "", []];
  const isWhole = ([start, end]) => start === 0 && end === quote.length;
  const isThere = ([start, end]) => start <= place && place < end;
  const isMeant = place === undefined ? isWhole : each => isThere(each) && !isWhole(each);
  const those = words.filter(each => each[2].length && isMeant(each));
  those.sort((p, q) => (p[1] - p[0]) - (q[1] - q[0]));
  const [start, end] = those[0] || [0, quote.length];
  return {block, start, end, quote: quote.slice(start, end), facts: those.flatMap(each => each[2])};
};

/** A choice from the address, empty when the text has no such words; before the facts are there any is taken. */
kg.text.known = function (key) {
  if (!kg.views().includes("text")) return "";
  return !kg.facts.isThere || kg.data.text[parseInt(key)] && kg.text.at(key).facts.length ? key : "";
};

kg.text.draw = function () {
  const blocks = kg.data.text.map(kg.text.block);
  const none = kg.make("p", {}, "This graph holds no words of the document.");
  kg.find("text").replaceChildren(...(blocks.length ? blocks : [none]));
  kg.text.mark();
};

/** A passage with its line, its words cut where facts begin or end to rest on them. */
kg.text.block = function ([line, quote, words], at) {
  const inner = words.filter(([start, end, facts]) => facts.length && end - start < quote.length);
  const cuts = [...new Set([0, quote.length, ...inner.flatMap(([start, end]) => [start, end])])].sort((p, q) => p - q);
  const pieces = cuts.slice(0, -1).map(function (start, number) {
    const text = quote.slice(start, cuts[number + 1]);
    const isSaid = inner.some(each => each[0] <= start && start < each[1]);
    return isSaid && text.trim() ? kg.text.words(kg.text.key(at, start), {}, text) : text;
  });
  const whole = kg.text.words(kg.text.key(at), {class: "line", "aria-label": `line ${line}`}, String(line));
  return kg.make("p", {}, whole, kg.make("span", {}, ...pieces));
};
kg.text.words = function (key, attributes, text) {
  const choose = () => kg.text.choose(key);
  const press = event => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  };
  return kg.make("span", {class: "words", role: "button", tabindex: "0", "data-words": key, ...attributes,
    on: {click: choose, keydown: press}}, text);
};

/** Shows what some words say. */
kg.text.choose = function (key) {
  kg.state.selected = -1;
  kg.state.route = [];
  kg.state.words = key;
  kg.panel.draw();
  kg.text.mark();
  kg.address.write(true);
};

/** Marks the words that are chosen, or those that say something of the thing that is. */
kg.text.mark = function () {
  const {words, selected} = kg.state, all = [...kg.find("text").querySelectorAll(".words")];
  const chosen = words && kg.text.at(words);
  const isAbout = ([thing, place]) => thing === selected || kg.facts.other(kg.facts.number(thing, place)) === selected;
  const isIn = ({block, start, end}) => block === chosen.block && chosen.start <= start && end <= chosen.end;
  const isMarked = key => words ? isIn(kg.text.at(key)) : selected >= 0 && kg.text.at(key).facts.some(isAbout);
  for (const span of all) span.classList.toggle("chosen", isMarked(span.dataset.words));
  if (kg.state.view === "text") all.find(span => span.classList.contains("chosen"))?.scrollIntoView({block: "nearest"});
};

/** The panel of some words: the facts that rest on them, by the things that they are about. */
kg.text.about = function (key) {
  const {quote, facts} = kg.text.at(key), things = new Map();
  for (const fact of facts) things.has(fact[0]) ? things.get(fact[0]).push(fact) : things.set(fact[0], [fact]);
  return [
    kg.make("h2", {id: "thing"}, "What these words say"),
    kg.make("blockquote", {tabindex: "0"}, quote),
    ...[...things].flatMap(([thing, those]) => [
      kg.make("h3", {}, kg.thing(thing)),
      ...those.map(([, place]) => kg.text.fact(kg.facts.number(thing, place)))]),
  ];
};
kg.text.fact = n => kg.make("div", {class: "said"},
  kg.make("span", {class: "quiet"}, kg.facts.words(n)), kg.panel.fact({...kg.facts.at(n), passages: []}));
