"use strict";
/** What is shown as SVG, PNG and CSV. */
kg.saving = {};
kg.saving.save = function (blob, name) {
  const address = URL.createObjectURL(blob), link = kg.make("a", {href: address, download: name});
  document.body.append(link); link.click(); link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
kg.saving.name = suffix => (kg.fold(kg.data.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "kg") + "." + suffix;
kg.saving.escape = text => String(text).replace(/[&<>"']/g, c => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})[c]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, " ");
kg.saving.svg = function () {
  const net = kg.scene.net, n = kg.data.nodes, scale = net.getScale(), w = kg.scene.box.clientWidth, h = kg.scene.box.clientHeight, parts = [], escape = kg.saving.escape;
  const at = (x, y) => net.canvasToDOM({x, y}), f = value => value.toFixed(1);
  parts.push(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="system-ui,Arial,sans-serif" font-size="12"><title>${escape(kg.data.title)}</title><rect width="${w}" height="${h}" fill="${kg.css("--back")}"/>`);
  for (const region of kg.data.regions) { const p = at(region.x, region.y); if (region.r) parts.push(`<circle cx="${f(p.x)}" cy="${f(p.y)}" r="${f(region.r * scale)}" fill="${kg.css("--region")}" stroke="${kg.css("--line")}"/>`); }
  for (const line of kg.scene.edges.get()) { const p = at(n.x[line.from], n.y[line.from]), q = at(n.x[line.to], n.y[line.to]); parts.push(`<line x1="${f(p.x)}" y1="${f(p.y)}" x2="${f(q.x)}" y2="${f(q.y)}" stroke="${line.color.color}" stroke-opacity="${line.color.opacity}" stroke-width="${line.width}"/>`); }
  for (const node of kg.scene.nodes.get()) { const p = at(node.x, node.y), kind = kg.kind(node.id); parts.push(`<path transform="translate(${f(p.x)},${f(p.y)})" d="${kg.outline(kind, node.size * scale)}" fill="${kg.colour(kind)}" fill-opacity="${node.opacity}"><title>${escape(n.label[node.id])}</title></path>`); }
  for (const label of kg.scene.drawn) parts.push(`<text x="${f(label.left)}" y="${f(label.top + 11)}" fill="${kg.css(label.quiet ? "--quiet" : "--ink")}"${label.bold ? ' font-weight="600"' : ""}>${escape(label.text)}</text>`);
  return parts.join("\n") + "\n</svg>\n";
};
kg.saving.csv = function () {
  const cell = value => { const text = String(value), safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text; return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe; };
  const rows = kg.table.sorted().map(row => [...row.slice(0, 6), kg.data.nodes.iri[row[6]]]);
  return [[...kg.table.heads, "iri"], ...rows].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
};
kg.saving.start = function () {
  document.getElementById("svg").addEventListener("click", () => kg.saving.save(new Blob([kg.saving.svg()], {type: "image/svg+xml"}), kg.saving.name("svg")));
  document.getElementById("csv").addEventListener("click", () => kg.saving.save(new Blob(["\ufeff" + kg.saving.csv()], {type: "text/csv"}), kg.saving.name("csv")));
  document.getElementById("png").addEventListener("click", () => {
    const from = kg.scene.box.querySelector("canvas"), canvas = kg.make("canvas", {width: from.width, height: from.height}), context = canvas.getContext("2d");
    context.fillStyle = kg.css("--back"); context.fillRect(0, 0, canvas.width, canvas.height); context.drawImage(from, 0, 0);
    canvas.toBlob(blob => kg.saving.save(blob, kg.saving.name("png")));
  });
};
