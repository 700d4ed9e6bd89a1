'use strict';
(() => {
  const D = JSON.parse(document.getElementById('data').textContent);
  const $ = (s, in_ = document) => in_.querySelector(s);
  // A number and its unit stay on one line.
  const bound = text => String(text).replace(/(\d) (?=(ns|us|ms|s|min|%|bytes|[KMGTPE]iB)(?![A-Za-z]))/g, '$1\u00a0');
  const el = (tag, text, cls) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = bound(text);
    if (cls) e.className = cls;
    return e;
  };
  const digits = v => (v < 9.995 ? v.toFixed(2) : v < 99.95 ? v.toFixed(1) : v.toFixed(0));
  const exact = us => us < 1 ? Math.round(us * 1000) + ' ns' : us < 999.5 ? digits(us) + ' us'
    : us < 999500 ? digits(us / 1e3) + ' ms' : us < 120e6 ? digits(us / 1e6) + ' s' : digits(us / 60e6) + ' min';
  // Servers count whole microseconds, and their 0 is no length.
  const time = us => us < 1 ? '<1 us' : exact(us);
  const count = n => n.toLocaleString('en-US');
  const at = us => (us / 1e6).toFixed(3) + ' s';
  const percent = x => (x > 0 && x < .01 ? (x * 100).toFixed(1) : Math.round(x * 100)) + ' %';
  const bytes = b => {
    const u = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
    let i = 0;
    while (b >= 1000 && i < u.length - 1) { b /= 1024; i++; }
    return (i ? digits(b) : b) + ' ' + u[i];
  };
  // Okabe and Ito's colours, told apart by those who do not see all colours.
  const GROUP = {
    COMMAND: 0, SCRIPT: 0, EXPIRY: 1, EVICTION: 1, LAZY_FREE: 1, DEFRAG: 1, AOF_WRITE: 2, FSYNC: 2, SNAPSHOT_START: 2,
    CLUSTER_CONFIG: 2, MODULE: 7, CRON: 7, CONNECTIONS: 3, READ: 4, WRITE: 4, GC: 5, SAFEPOINT: 5, CPU_WAIT: 6, QUOTA: 6, UNEXPLAINED: 7
  };
  const COLORS = ['#0072b2', '#e69f00', '#cc79a7', '#009e73', '#56b4e9', '#d55e00', '#c9b400', '#8b929c'];
  const DASH = ['', '6 3', '2 3', '8 3 2 3', '4 4', '1 2', '10 4'];
  const color = kind => COLORS[GROUP[kind]];
  const LABEL = Object.fromEntries(D.kinds);
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function head() {
    document.body.classList.add(D.findings.length ? 'sick' : D.count ? 'well' : 'empty');
    const when = new Date(D.begin);
    const parts = [D.trace];
    if (D.process) parts.push(D.process);
    if (D.begin > 1e12) parts.push(when.toLocaleString());
    $('#source').textContent = parts.join(' \u00b7 ');
    const tile = (k, v) => { const d = el('div'); d.append(el('dt', k), el('dd', v)); $('#tiles').append(d); };
    tile('Time span', time(D.span));
    const perSecond = n => D.span ? count(Math.round(n / (D.span / 1e6))) : '0';
    if (D.program) {
      tile('Events', count(D.events));
      tile('Per second', perSecond(D.events));
      tile('Kinds', count(D.eventKinds));
    } else {
      tile('Commands', count(D.count));
      tile('Per second', perSecond(D.count));
      tile('Median', time(D.quantiles[0][0]));
      tile('99.9 % felt', time(D.quantiles[1][3]));
      tile('Main thread busy', percent(D.busy));
    }
    for (const n of D.notes) {
      if (n.w) $('#warnings').append(el('li', n.t));
      else { $('#unseen').hidden = false; $('#unseen ul').append(el('li', n.t)); }
    }
  }

  function culprits() {
    if (!D.findings.length) return;
    $('#culprits').hidden = false;
    const list = $('#culprits ol');
    D.findings.forEach((f, i) => {
      const li = el('li', undefined, 'f ' + f.severity);
      li.append(el('span', f.title + ' \u00b7 ' + time(f.stolen) + ' lost', 'tag'), el('h3', f.sentence));
      li.append(el('p', f.advice, 'advice'));
      if (f.evidence.length) {
        const d = el('details');
        d.open = i === 0;
        d.append(el('summary', 'Evidence'));
        const ul = el('ul');
        f.evidence.forEach(e => ul.append(el('li', e)));
        d.append(ul);
        li.append(d);
      }
      list.append(li);
    });
  }

  // Rows of the heatmap are half octaves: row 0 below 1 us, row r from 2^((r-1)/2) us on.
  const rowTop = r => Math.pow(2, r / 2);
  const LEFT = 58;
  let shown = 'felt', grid = null, cursor = null;

  function span() {
    const m = D[shown];
    return Math.max(D.span, m.columns * m.width, 1);
  }

  function fit(canvas) {
    const ratio = window.devicePixelRatio || 1, w = canvas.clientWidth, h = canvas.clientHeight;
    canvas.width = Math.round(w * ratio);
    canvas.height = Math.round(h * ratio);
    const g = canvas.getContext('2d');
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, w, h);
    g.font = '12px system-ui, sans-serif';
    return [g, w, h];
  }

  function ticks(w) {
    const most = Math.max(2, Math.floor(w / 110)), raw = span() / most;
    const p = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 5, 10].map(k => k * p).find(s => s >= raw);
    const out = [];
    for (let t = 0; t <= span(); t += step) out.push(t);
    return out;
  }

  function ramp(x) {
    const stops = ['--heat0', '--heat1', '--heat2'].map(n => css(n).split(',').map(Number));
    const [a, b, k] = x < .5 ? [stops[0], stops[1], x * 2] : [stops[1], stops[2], x * 2 - 1];
    return 'rgb(' + a.map((v, i) => Math.round(v + (b[i] - v) * k)).join(',') + ')';
  }

  function heat() {
    const m = D[shown], [g, w, h] = fit($('#heat'));
    const bottom = h - 20, width = w - LEFT;
    let top = 6, most = 1;
    const cells = new Map();
    for (let i = 0; i < m.cells.length; i += 3) {
      top = Math.max(top, m.cells[i + 1]);
      most = Math.max(most, m.cells[i + 2]);
      cells.set(m.cells[i] + ' ' + m.cells[i + 1], m.cells[i + 2]);
    }
    top += 2;
    const y = r => bottom - (bottom - 4) * r / top, x = t => LEFT + width * t / span();
    g.strokeStyle = css('--grid');
    g.fillStyle = css('--muted');
    g.textBaseline = 'middle';
    g.textAlign = 'right';
    for (let us = 1, r = 1; r <= top; us *= 10, r = 1 + 2 * Math.log2(us)) {
      g.beginPath(); g.moveTo(LEFT, y(r)); g.lineTo(w, y(r)); g.stroke();
      g.fillText(us < 1000 ? us + ' us' : us < 1e6 ? us / 1000 + ' ms' : us / 1e6 + ' s', LEFT - 8, y(r));
    }
    g.textBaseline = 'alphabetic';
    g.textAlign = 'center';
    for (const t of ticks(width)) {
      g.textAlign = t === 0 ? 'left' : x(t) > w - 24 ? 'right' : 'center';
      g.fillText(+(t / 1e6).toPrecision(6) + ' s', x(t), h - 4);
    }
    const cw = width * m.width / span(), scale = Math.log(1 + most);
    const shades = Array.from({ length: 33 }, (_, i) => ramp(i / 32));
    for (let i = 0; i < m.cells.length; i += 3) {
      g.fillStyle = shades[Math.round(32 * Math.log(1 + m.cells[i + 2]) / scale)];
      const left = x(m.start + m.cells[i] * m.width), r = m.cells[i + 1];
      // A rare slow command must be seen: no cell is narrower than two pixels.
      g.fillRect(left, y(r + 1), Math.max(2, cw + .3), y(r) - y(r + 1) + .3);
    }
    if (cursor) {
      g.strokeStyle = css('--accent');
      g.lineWidth = 1.5;
      const [c, r] = cursor;
      g.strokeRect(x(m.start + c * m.width) - 1, y(r + 1) - 1, Math.max(4, cw + 2), y(r) - y(r + 1) + 2);
      g.lineWidth = 1;
    }
    grid = { cells, top, y, x, w, bottom, most };
    $('#ramp').replaceChildren(el('span', '1'), el('span', '', 'r'), el('span', count(most) + ' commands a cell'));
    $('#heat').setAttribute('aria-label', 'Heatmap of latency over ' + time(span()) + '; median '
      + time(D.quantiles[shown === 'own' ? 0 : 1][0]) + ', longest ' + time(D.quantiles[shown === 'own' ? 0 : 1][4])
      + '. Arrow keys move through the cells.');
  }

  function tellCell(c, r) {
    const m = D[shown];
    if (c < 0 || c >= m.columns || r < 0 || r >= grid.top) return;
    cursor = [c, r];
    heat();
    const n = grid.cells.get(c + ' ' + r) || 0, from = m.start + c * m.width;
    tell(`${at(from)} to ${at(from + m.width)}: ${count(n)} command${n === 1 ? '' : 's'} of `
      + (r === 0 ? 'less than 1 us' : `${time(rowTop(r - 1))} to ${time(rowTop(r))}`));
  }

  function pointCell(e) {
    const box = $('#heat').getBoundingClientRect(), px = e.clientX - box.left, py = e.clientY - box.top;
    const m = D[shown], t = (px - LEFT) / (box.width - LEFT) * span();
    const c = Math.floor((t - m.start) / m.width), r = Math.floor((grid.bottom - py) / (grid.bottom - 4) * grid.top);
    tellCell(c, r);
  }

  function tell(text, kind) {
    const d = $('#detail');
    d.replaceChildren();
    if (kind) { const i = el('i'); i.style.cssText = 'display:inline-block;width:10px;height:10px;border-radius:3px;margin-right:8px;background:' + color(kind); d.append(i); }
    d.append(bound(text));
  }

  let boxes = [], picked = -1;

  function stalls() {
    const [g, w, h] = fit($('#stalls'));
    const longest = Math.max(1000, ...D.stalls.map(s => s[3]));
    boxes = [];
    g.fillStyle = css('--muted');
    g.textAlign = 'right';
    g.textBaseline = 'middle';
    g.fillText('stalls', LEFT - 8, h / 2);
    g.fillStyle = css('--grid');
    g.fillRect(LEFT, h - 1, w - LEFT, 1);
    D.stalls.forEach(([kind, , begin, us], i) => {
      const x = LEFT + (w - LEFT) * begin / span(), width = Math.max(3, (w - LEFT) * us / span());
      const height = Math.max(6, (h - 6) * Math.log(1 + us / 1000) / Math.log(1 + longest / 1000));
      g.fillStyle = color(kind);
      g.fillRect(x, h - height, width, height);
      if (i === picked) { g.strokeStyle = css('--ink'); g.lineWidth = 2; g.strokeRect(x - 1, h - height, width + 2, height); }
      boxes.push([x, x + width]);
    });
    if (!D.stalls.length) { g.fillStyle = css('--muted'); g.textAlign = 'left'; g.fillText('none of a millisecond or more', LEFT + 8, h / 2); }
    $('#stalls').setAttribute('aria-label', D.stalls.length + ' stalls, the longest ' + time(longest) + '. Arrow keys step through them.');
  }

  function tellStall(i) {
    if (i < 0 || i >= D.stalls.length) return;
    picked = i;
    stalls();
    const [kind, label, begin, us, victims, who, key] = D.stalls[i];
    tell(`${at(begin)}: ${label === LABEL[kind] ? label : label.toUpperCase()} for ${time(us)}`
      + (who ? ' by ' + who : '') + (key ? ', key ' + JSON.stringify(key) : '')
      + (victims ? `; ${count(victims)} other request${victims === 1 ? '' : 's'} waited` : '; nobody waited'), kind);
  }

  function pointStall(e) {
    const px = e.clientX - $('#stalls').getBoundingClientRect().left;
    let best = -1, near = 14;
    boxes.forEach(([a, b], i) => {
      const d = px < a ? a - px : px > b ? px - b : 0;
      if (d < near || (d === near && best >= 0 && D.stalls[i][3] > D.stalls[best][3])) { near = d; best = i; }
    });
    tellStall(best);
  }

  function keys(canvas, move) {
    canvas.addEventListener('keydown', e => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key];
      if (step) { e.preventDefault(); move(...step); }
    });
  }

  function overTime() {
    const used = new Map();
    for (const [kind] of D.stalls) used.set(color(kind), (used.get(color(kind)) || new Set()).add(LABEL[kind]));
    for (const [paint, labels] of used) {
      const s = el('span'), i = el('i');
      i.style.background = paint;
      s.append(i, [...labels].join(', '));
      $('#kinds').append(s);
    }
    $('#heat').addEventListener('pointermove', pointCell);
    $('#heat').addEventListener('pointerdown', pointCell);
    $('#stalls').addEventListener('pointermove', pointStall);
    $('#stalls').addEventListener('pointerdown', pointStall);
    keys($('#heat'), (dx, dy) => { const [c, r] = cursor || [0, 3]; tellCell(c + dx, r + dy); });
    keys($('#stalls'), (dx, dy) => tellStall(picked + dx + dy));
    for (const b of document.querySelectorAll('[data-map]')) {
      b.addEventListener('click', () => {
        shown = b.dataset.map;
        cursor = null;
        document.querySelectorAll('[data-map]').forEach(o => o.setAttribute('aria-pressed', o === b));
        draw();
      });
    }
    if (D.stalls.length) {
      let worst = 0;
      D.stalls.forEach((s, i) => { if (s[3] > D.stalls[worst][3]) worst = i; });
      draw();
      tellStall(worst);
    }
  }

  function draw() {
    if (D.program) { $('#overtime').hidden = true; $('#curves').hidden = true; return; }
    heat(); stalls(); curves();
  }

  function curves() {
    if (!D.count) { $('#curves').hidden = true; return; }
    const box = $('#curvebox'), W = Math.max(320, box.clientWidth), H = W < 500 ? 240 : 300, L = 52, B = 34, R = 10, T = 8;
    const all = D.curves.flatMap(c => c.us).filter(v => v > 0);
    const lo = all.length ? Math.max(0, Math.floor(Math.log10(Math.min(...all)))) : 0, hi = Math.max(lo + 1, Math.ceil(Math.log10(Math.max(1, ...all))));
    // The slower the rarer: the axis is the logarithm of the share that is slower.
    const decades = 5, x = s => L + (W - L - R) * Math.min(1, -Math.log10(Math.max(1e-5, 1 - s)) / decades);
    const y = us => T + (H - T - B) * (hi - Math.log10(Math.max(us, Math.pow(10, lo)))) / (hi - lo);
    const NS = 'http://www.w3.org/2000/svg';
    const add = (parent, tag, attributes, text) => {
      const e = document.createElementNS(NS, tag);
      for (const k in attributes) e.setAttribute(k, attributes[k]);
      if (text !== undefined) e.textContent = text;
      parent.append(e);
      return e;
    };
    const svg = document.createElementNS(NS, 'svg');
    svg.setAttribute('viewBox', `0 0 ${W} ${H}`);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', 'Percentile curves; the figures stand in the table of commands');
    for (let d = lo; d <= hi; d++) {
      const us = Math.pow(10, d);
      add(svg, 'line', { x1: L, x2: W - R, y1: y(us), y2: y(us), stroke: css('--grid') });
      add(svg, 'text', { x: L - 8, y: y(us) + 4, 'text-anchor': 'end' },
        us < 1000 ? us + ' us' : us < 1e6 ? us / 1000 + ' ms' : us / 1e6 + ' s');
    }
    for (const [s, name] of [[0, 'all'], [.9, '90 %'], [.99, '99 %'], [.999, '99.9 %'], [.9999, '99.99 %'], [.99999, 'worst']]) {
      add(svg, 'line', { x1: x(s), x2: x(s), y1: T, y2: H - B, stroke: css('--grid') });
      if (s !== .9999 || W >= 500) add(svg, 'text', { x: x(s), y: H - B + 18, 'text-anchor': s === 0 ? 'start' : s > .9999 ? 'end' : 'middle' }, name);
    }
    const legend = $('#curvelegend');
    legend.replaceChildren();
    D.curves.forEach((c, i) => {
      // A curve ends where a single command stands for the share.
      const points = [];
      c.us.forEach((us, k) => { if (k === 0 || c.count * (1 - D.shares[k]) >= 1) points.push([x(D.shares[k]), y(us)]); });
      points.push([x(Math.max(D.shares[0], 1 - 1 / c.count)), y(c.us[c.us.length - 1])]);
      const stroke = i === 0 ? css('--ink') : COLORS[(i - 1) % 7];
      add(svg, 'polyline', { points: points.map(p => p.map(v => v.toFixed(1)).join(',')).join(' '), fill: 'none', stroke,
        'stroke-width': i === 0 ? 2.5 : 2, 'stroke-dasharray': DASH[i % DASH.length], 'stroke-linejoin': 'round' });
      const end = points[points.length - 1];
      add(svg, 'circle', { cx: end[0], cy: end[1], r: 3.5, fill: stroke });
      const s = el('span'), k = document.createElementNS(NS, 'svg');
      k.setAttribute('width', 26); k.setAttribute('height', 10); k.setAttribute('aria-hidden', 'true');
      add(k, 'line', { x1: 0, x2: 26, y1: 5, y2: 5, stroke, 'stroke-width': 2.5, 'stroke-dasharray': DASH[i % DASH.length] });
      s.append(k, ' ' + c.name + ' (' + count(c.count) + ')');
      legend.append(s);
    });
    box.replaceChildren(svg);
  }

  // Columns: [title, class, text of a row].
  function table(id, rows, columns) {
    if (!rows.length) { $('#' + id).hidden = true; return; }
    const t = el('table', undefined, columns.some(c => c[1].includes('w')) ? 'cards' : ''), h = el('tr');
    t.setAttribute('role', 'table');
    columns.forEach(([title, cls]) => { const th = el('th', title, cls.includes('l') ? 'l' : ''); th.scope = 'col'; h.append(th); });
    const thead = el('thead'), body = el('tbody');
    thead.append(h);
    for (const row of rows) {
      const tr = el('tr');
      tr.setAttribute('role', 'row');
      columns.forEach(([title, cls, text]) => {
        const td = el('td', text(row), cls);
        td.setAttribute('role', 'cell');
        td.dataset.label = title;
        if (cls.includes('n')) td.title = td.textContent;
        tr.append(td);
      });
      body.append(tr);
    }
    t.append(thead, body);
    $('#' + id + ' .scroll').append(t);
  }

  const part = whole => p => (p[3] > 1 ? count(p[3]) + ' \u00d7 ' : '') + p[1] + ' ' + (whole ? percent(p[2] / whole) : time(p[2]));

  function tables() {
    table('slowest', D.slowest, [['At', '', r => at(r[0])], ['Command', 'l n', r => r[1]], ['Own', '', r => time(r[2])],
      ['Felt', '', r => time(r[3])], ['What delayed it', 'l w', r => r[5]], ['Client', 'l n', r => r[4] || '\u2013']]);
    const q = i => r => time(r[4][i]);
    table('commands', D.commands, [['Command', 'l n', r => r[0]], ['Count', '', r => count(r[1])],
      ['Per second', '', r => D.span ? digits(r[1] / (D.span / 1e6)) : ''], ['Total', '', r => time(r[2])], ['Mean', '', r => time(r[3])],
      ['p50', '', q(0)], ['p90', '', q(1)], ['p99', '', q(2)], ['p99.9', '', q(3)], ['Max', '', q(4)]]);
    table('clients', D.clients, [['Client', 'l', r => r[0]], ['Name', 'l n', r => r[1] || '\u2013'], ['Address', 'l n', r => r[2] || '\u2013'],
      ['Commands', '', r => count(r[3])], ['Own time', '', r => time(r[4])], ['Occupied', '', r => time(r[5])], ['Max own', '', r => time(r[6])],
      ['Max felt', '', r => time(r[7])], ['Untaken replies', '', r => r[8] ? bytes(r[8]) : '\u2013']]);
    table('keys', D.keys, [['Key', 'l n', r => r[1]], ['Db', '', r => r[0]], ['Type', 'l', r => r[2]], ['Reads', '', r => count(r[3])],
      ['Writes', '', r => count(r[4])], ['Deletes', '', r => count(r[5])], ['Size', '', r => bytes(r[6])], ['Time', '', r => time(r[7])]]);
    if (!D.program) $('#others h2').textContent = 'Other events';
    const o = i => r => r[2] ? (r[3] ? exact : time)(r[4][i]) : '\u2013';
    table('others', D.others, [['Event', 'l n', r => r[0]], ['Count', '', r => count(r[1])],
      ['Per second', '', r => D.span ? digits(r[1] / (D.span / 1e6)) : ''], ['Times of', 'l', r => r[2] || '\u2013'],
      ['p50', '', o(0)], ['p90', '', o(1)], ['p99', '', o(2)], ['p99.9', '', o(3)], ['Max', '', o(4)]]);
    const T = D.turns;
    if (!T.count) { $('#turns').hidden = true; return; }
    if (!T.told) $('#turns h2').textContent = 'Commands in a row';
    $('#turns p').textContent = bound(`${count(T.count)}; median ${time(T.quantiles[0])}, 99 % ${time(T.quantiles[2])}, longest ${time(T.quantiles[4])}. What filled them:`);
    const stack = el('div', undefined, 'stack'), legend = el('div', undefined, 'legend');
    stack.setAttribute('aria-hidden', 'true');
    const whole = T.parts.reduce((s, p) => s + p[2], 0) || 1;
    for (const p of T.parts) {
      const i = el('i'), s = el('span'), k = el('i');
      i.style.cssText = `background:${color(p[0])};flex:${p[2] / whole} 0 0`;
      k.style.background = color(p[0]);
      s.append(k, bound(part(whole)(p)));
      stack.append(i);
      if (p[2] / whole >= .001) legend.append(s);
    }
    $('#fill').append(stack, legend);
    table('turns', T.longest, [['At', '', r => at(r[0])], ['Length', '', r => time(r[1])], ['Commands', '', r => count(r[2])],
      ['Filled by', 'l w', r => r[3].map(part(0)).join(', ')]]);
  }

  head();
  culprits();
  tables();
  overTime();
  draw();
  let wide = window.innerWidth;
  window.addEventListener('resize', () => { if (wide !== window.innerWidth) { wide = window.innerWidth; draw(); } });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  document.documentElement.dataset.ready = 'yes';
})();
