/** What keys do. */
kg.keys = {};
kg.keys.list = [
  ["/", "search"], ["Esc", "close what is open, then show the overview"], ["m, t, x", "map, table, text of a document"],
  ["+, −, 0", "zoom in, zoom out, show all"], ["arrows", "move the map, when it has the focus"],
  ["n, b", "next and previous thing on the map, when it has the focus"],
  ["p", "how two things are connected"], ["d", "dark or light"], ["?", "this list"],
];
kg.keys.buttons = {m: "to-map", t: "to-table", x: "to-text", "+": "in", "=": "in", "-": "out", 0: "fit", p: "connect",
  d: "theme", "?": "help"};
kg.keys.arrows = {ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80]};

kg.keys.press = function (event) {
  const {key} = event, focus = document.activeElement, button = kg.keys.buttons[key];
  if (event.ctrlKey || event.metaKey || event.altKey || kg.find("keys").open) return;
  if (key === "Escape") {
    kg.keys.close();
    return;
  }
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(focus.tagName)) return;
  const step = focus.id === "map" && {n: 1, b: -1}[key], arrow = focus.id === "map" && kg.keys.arrows[key];
  if (key === "/") kg.find("search").select();
  else if (button) kg.find(button).click();
  else if (step) kg.keys.step(step);
  else if (arrow) kg.scene.move(...arrow);
  else return;
  event.preventDefault();
};

/** Ends what is begun, closes a path, or lets go of what is chosen. */
kg.keys.close = function () {
  if (kg.routes.isChoosing) kg.routes.end();
  else kg.select(kg.state.route.length ? kg.state.selected : -1);
};

/** Chooses the next thing of those that are drawn whatever is chosen, from left to right in lines. */
kg.keys.step = function (by) {
  const {x, y, level} = kg.data.nodes, {held, view} = kg.scene, isFar = kg.scene.isFar();
  const line = i => Math.round(y[i] * view.scale / 40);
  const things = [...held.keys()].filter(i => kg.visible[i] && !(isFar && level[i] === 3))
    .sort((p, q) => line(p) - line(q) || x[p] - x[q] || p - q);
  const at = things.indexOf(kg.state.selected), next = at < 0 ? (by > 0 ? 0 : things.length - 1) : at + by;
  if (things[next] !== undefined) kg.select(things[next]);
};

kg.keys.start = function () {
  const dialog = kg.find("keys");
  const terms = kg.keys.list.flatMap(([key, does]) => [kg.make("dt", {}, key), kg.make("dd", {}, does)]);
  dialog.append(kg.make("h2", {}, "Keys"), kg.make("dl", {}, ...terms), kg.button({}, () => dialog.close(), "Close"));
  kg.find("help").addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", kg.keys.press);
};
