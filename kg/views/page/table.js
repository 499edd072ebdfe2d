/** What is shown as a table that sorts by its heads; before it the rows of the answer, where the page is one. */
kg.table = {by: 0, isDown: false, most: 1000};
kg.table.heads = ["name", "kind", "year", "edition", "presentation", "papers or documents"];
kg.table.numbers = new Set([2, 5]);

/** The cells of what is shown, as texts and numbers, each row with the number of its thing. */
kg.table.rows = function () {
  const {label, kind, year, edition, presentation, documents, papers} = kg.data.nodes;
  const cells = i => [label[i], kg.data.kinds[kind[i]].one, year[i] || "", edition[i] >= 0 ? label[edition[i]] : "",
    presentation[i], kg.kind(i) === "paper" ? documents[i].length : papers[i]];
  return kg.table.sorted(kg.shown.map(i => ({i, cells: cells(i)})));
};
kg.table.sorted = function (rows) {
  const {by, isDown} = kg.table, sign = isDown ? -1 : 1;
  const before = (p, q) => (p < q ? -1 : p > q ? 1 : 0);
  const key = cell => kg.table.numbers.has(by) ? Number(cell) : kg.fold(cell);
  return rows
    .map(row => [key(row.cells[by]), row])
    .sort(([p, one], [q, other]) => before(p, q) * sign || one.i - other.i)
    .map(([, row]) => row);
};

kg.table.draw = function () {
  const rows = kg.table.rows(), {columns, rows: answer} = kg.data.rows, box = kg.find("table");
  const heads = kg.table.heads.map(kg.table.head), first = rows.slice(0, kg.table.most).map(kg.table.row);
  const parts = [kg.table.grid("shown", heads, first)];
  if (rows.length > kg.table.most) {
    const most = kg.number(kg.table.most);
    parts.push(kg.make("p", {class: "quiet"}, `The first ${most} of ${kg.number(rows.length)}; CSV has all.`));
  }
  if (answer.length) {
    const names = columns.map(name => kg.make("th", {scope: "col"}, name));
    const plain = row => kg.make("tr", {}, ...row.map(cell => kg.make("td", {}, cell)));
    parts.unshift(
      kg.make("h2", {}, "The answer"), kg.table.grid("answer", names, answer.map(plain)), kg.make("h2", {}, "What is shown"));
  }
  box.replaceChildren(...parts);
};
kg.table.grid = (name, heads, rows) => kg.make("table", {class: name},
  kg.make("thead", {}, kg.make("tr", {}, ...heads)), kg.make("tbody", {}, ...rows));
kg.table.head = function (name, at) {
  const {by, isDown} = kg.table, isBy = at === by;
  const sort = () => {
    kg.table.isDown = isBy && !isDown;
    kg.table.by = at;
    kg.table.draw();
    kg.address.write();
    kg.find("table").querySelectorAll("th button")[at].focus();
  };
  return kg.make("th", {scope: "col", "aria-sort": !isBy ? "none" : isDown ? "descending" : "ascending"},
    kg.button({}, sort, name + (!isBy ? "" : isDown ? " ↓" : " ↑")));
};
kg.table.row = ({i, cells: [name, ...rest]}) => kg.make("tr", {},
  kg.make("td", {}, kg.button({}, () => kg.choose(i), name)),
  ...rest.map((cell, at) => kg.make("td", {class: kg.table.numbers.has(at + 1) ? "number" : null}, String(cell))));
