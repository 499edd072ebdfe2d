/** Search as you type: what begins so first, then what has the words, what most papers name before the rest. */
kg.search = {most: 40, total: 0};

/** Labels and other names in which case and accents do not count. */
kg.search.texts = function () {
  const {label, aliases} = kg.data.nodes;
  return kg.search.folded ??= label.map((each, i) => kg.fold([each, ...aliases[i]].join(" \u0001 ")));
};

/** The first things whose names have all words of a query; `kg.search.total` is how many there are. */
kg.search.find = function (query) {
  const words = kg.fold(query).split(/\s+/).filter(Boolean), whole = words.join(" "), {papers, label} = kg.data.nodes;
  const found = [];
  if (words.length) {
    kg.search.texts().forEach((text, i) => {
      if (words.every(word => text.includes(word))) found.push([kg.search.rank(text, words, whole), i]);
    });
  }
  kg.search.total = found.length;
  found.sort(([p, i], [q, j]) => p - q || papers[j] - papers[i] || (label[i] < label[j] ? -1 : 1));
  return found.slice(0, kg.search.most).map(([, i]) => i);
};
kg.search.rank = function (text, words, whole) {
  if (text.startsWith(whole)) return 0;
  return words.every(word => (" " + text).includes(" " + word)) ? 1 : 2;
};

/** Shows what a query finds. */
kg.search.show = function (query) {
  const found = kg.search.find(query), {papers} = kg.data.nodes;
  const count = i => papers[i] ? kg.make("span", {class: "count"}, kg.number(papers[i])) : null;
  const entry = i => kg.make("li", {}, kg.thing(i, {}, count(i)));
  kg.find("results").replaceChildren(...found.map(entry));
  kg.say(!query.trim() ? "" : found.length ? `${kg.number(kg.search.total)} found` : "nothing found");
};

kg.search.start = function () {
  const field = kg.find("search"), list = kg.find("results");
  const buttons = () => [...list.querySelectorAll("button")];
  field.addEventListener("input", () => {
    kg.state.query = field.value;
    kg.search.show(field.value);
    kg.address.soon();
  });
  field.addEventListener("keydown", event => {
    const [first] = buttons();
    if (!first || (event.key !== "Enter" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.key === "Enter" ? first.click() : first.focus();
  });
  list.addEventListener("keydown", event => {
    const all = buttons(), step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step) return;
    event.preventDefault();
    (all[all.indexOf(document.activeElement) + step] || (step < 0 ? field : all.at(-1))).focus();
  });
};
