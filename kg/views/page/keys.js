"use strict";
/** What keys do. */
kg.keys = [["/", "search"], ["Esc", "close what is open, then show the overview"], ["m, t", "map, table"], ["+, −, 0", "zoom in, zoom out, show all"],
  ["arrows", "move the map, when it has the focus"], ["p", "how two things are connected"], ["d", "dark or light"], ["?", "this list"]];
kg.keysStart = function () {
  const dialog = document.getElementById("keys"), press = id => document.getElementById(id).click();
  dialog.append(kg.make("h2", {}, "Keys"), kg.make("dl", {}, ...kg.keys.flatMap(([key, does]) => [kg.make("dt", {}, key), kg.make("dd", {}, does)])), kg.make("button", {type: "button", on: {click: () => dialog.close()}}, "Close"));
  document.getElementById("help").addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.key === "Escape") {
      if (kg.routes.from >= 0 || kg.routes.waiting) kg.routes.end(); else if (kg.state.route.length) { kg.state.route = []; kg.select(kg.state.selected); } else kg.select(-1);
      return;
    }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    const act = {"/": () => document.getElementById("search").focus(), m: () => press("to-map"), t: () => press("to-table"), "+": () => press("in"), "=": () => press("in"), "-": () => press("out"), "0": () => press("fit"), p: () => press("connect"), d: () => press("theme"), "?": () => press("help")}[event.key];
    if (act) { event.preventDefault(); act(); return; }
    const move = {ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80]}[event.key];
    if (move && document.activeElement.id === "map") {
      event.preventDefault();
      const p = kg.scene.net.getViewPosition(), scale = kg.scene.net.getScale();
      kg.scene.see(p.x + move[0] / scale, p.y + move[1] / scale, scale);
    }
  });
};
