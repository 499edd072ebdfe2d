"use strict";
/** Places labels without overlap: the most important first, beside, above or below what they name.
 *  Each wanted label has x, y (screen), r, text, bold; what finds room gets left, top, width, height.
 *  Nothing is put over the boxes in `blocked`. */
kg.placed = function (context, wanted, size, width, height, most, blocked = []) {
  const cells = new Map(), cell = 64, done = [];
  const keys = (l, t, r, b) => {
    const found = [];
    for (let x = Math.floor(l / cell); x <= Math.floor(r / cell); x++)
      for (let y = Math.floor(t / cell); y <= Math.floor(b / cell); y++) found.push(x * 4096 + y);
    return found;
  };
  const free = (l, t, r, b) => keys(l, t, r, b).every(key => (cells.get(key) || []).every(o => r < o[0] || l > o[2] || b < o[1] || t > o[3]));
  const take = box => keys(...box).forEach(key => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); });
  blocked.forEach(take);
  for (const label of wanted) {
    if (done.length >= most) break;
    context.font = kg.font(label.bold, size);
    const w = kg.measured(context, label.text, label.bold, size), h = size * 1.2, gap = label.r + 3;
    const spots = label.fixed ? [[label.x - w / 2, label.y - h]] :
      [[label.x + gap, label.y - h / 2], [label.x - gap - w, label.y - h / 2], [label.x - w / 2, label.y - gap - h], [label.x - w / 2, label.y + gap]];
    for (const [l, t] of spots) {
      if (l < 0 || t < 0 || l + w > width || t + h > height) continue;
      const box = [l - 2, t - 1, l + w + 2, t + h + 1];
      if (!free(...box)) continue;
      take(box);
      done.push({...label, left: l, top: t, width: w, height: h});
      break;
    }
  }
  return done;
};
kg.font = (bold, size) => `${bold ? "600 " : ""}${size}px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif`;
kg.measures = new Map();
kg.measured = function (context, text, bold, size) {
  const key = text + "\u0001" + bold + size;
  let found = kg.measures.get(key);
  if (found === undefined) { found = context.measureText(text).width; if (kg.measures.size < 60000) kg.measures.set(key, found); }
  return found;
};
