// Checks a count in the browser, from its certificate and the published ballots: the same questions as
// `ortaq check`, asked by other code. Amounts are whole numbers of any length, so nothing is rounded.
// docs/allocation.md describes the certificate; nothing leaves this page.
"use strict";

class Wrong extends Error {
  constructor(code, names = {}) {
    super(code);
    this.code = code;
    this.names = names;
  }
}

const demand = (holds, code, names) => {
  if (!holds) throw new Wrong(code, names);
};

// Exact numbers: a fraction is { n, d } with d above 0, in lowest terms.

const gcd = (a, b) => {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
};
const lcm = (a, b) => (a / gcd(a, b)) * b;
const fraction = (n, d = 1n) => {
  const g = gcd(n, d) || 1n;
  return d < 0n ? { n: -n / g, d: -d / g } : { n: n / g, d: d / g };
};
const plus = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const times = (a, b) => fraction(a.n * b.n, a.d * b.d);
const over = (a, b) => fraction(a.n * b.d, a.d * b.n);
const order = (a, b) => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
const same = (a, b) => a.n === b.n && a.d === b.d;
const least = (a, b) => (a < b ? a : b);
const shown = ({ n, d }) => (d === 1n ? `${n}` : `${n}/${d}`);
const exact = (text) => {
  const parts = /^(-?\d+)(?:[.,](\d*))?(?:\/(\d+))?$/.exec(String(text).trim());
  if (!parts) throw new TypeError(`not a number: ${text}`);
  const [, whole, decimals = "", divisor = "1"] = parts;
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * BigInt(divisor));
};

// Text in the order of its characters' numbers, as other languages sort it.

const byCharacters = (a, b) => {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, place) => character !== right[place]);
  if (at < 0) return left.length - right.length;
  return at >= right.length ? 1 : left[at].codePointAt(0) - right[at].codePointAt(0);
};

// SHA-256 (FIPS 180-4): the browser's own is missing where a page comes without TLS, as from an office's laptop.

const root = (number, degree) => {
  let low = 0n;
  for (let bit = 1n << 40n; bit; bit >>= 1n) if ((low + bit) ** degree <= number) low += bit;
  return Number(low & 0xffffffffn);
};
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const START = primes.slice(0, 8).map((p) => root(BigInt(p) << 64n, 2n));
const ROUNDS = primes.map((p) => root(BigInt(p) << 96n, 3n));
const turn = (x, by) => (x >>> by) | (x << (32 - by));

const sha256 = (text) => {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 128;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const hash = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) {
        w[i] = view.getInt32(at + 4 * i);
        continue;
      }
      const [early, late] = [w[i - 15], w[i - 2]];
      const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] += word));
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
};

// The published file.

const rowsOf = (text) => {
  const rows = [];
  let row = [];
  const fields = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n|\r|\n|$)/gy;
  for (let found; fields.lastIndex < text.length && (found = fields.exec(text)); ) {
    row.push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === ";") continue;
    if (row.join("").trim()) rows.push(row);
    row = [];
  }
  if (fields.lastIndex < text.length && row.length) throw new TypeError("a quotation mark is not closed");
  return rows;
};

const partsOf = (text, costs) => {
  const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
  const nothing = parts.length === 1 && parts[0].toLowerCase() === "none" && !costs.has(parts[0]);
  return nothing ? [] : parts;
};

const readVote = (text) => {
  const sections = {};
  let rows = [];
  for (const row of rowsOf(text.replace(/^\ufeff/, ""))) {
    const name = row[0].trim().toUpperCase();
    if (["META", "PROJECTS", "VOTES"].includes(name) && !row.slice(1).join("").trim()) rows = sections[name] = [];
    else rows.push(row);
  }
  const column = (name, title) => {
    const at = sections[name][0].map((field) => field.trim()).indexOf(title);
    if (at < 0) throw new TypeError(`no column ${title}`);
    return at;
  };
  const meta = Object.fromEntries(sections.META.slice(1).map((row) => [row[0].trim(), row[1].trim()]));
  const costAt = column("PROJECTS", "cost");
  const costs = new Map(sections.PROJECTS.slice(1).map((row) => [row[0].trim(), exact(row[costAt])]));
  const voteAt = column("VOTES", "vote");
  const pointsAt = meta.vote_type === "cumulative" ? column("VOTES", "points") : -1;
  const ballots = new Map();
  for (const row of sections.VOTES.slice(1)) {
    const ballot = ballotOf(partsOf(row[voteAt], costs), pointsAt < 0 ? null : partsOf(row[pointsAt], costs), meta.vote_type);
    const known = ballots.get(ballot.line);
    if (known) known.copies += 1n;
    else ballots.set(ballot.line, { ...ballot, copies: 1n });
  }
  const all = [...ballots.values()];
  const voters = all.reduce((sum, { copies }) => sum + copies, 0n);
  return { kind: meta.vote_type, budget: exact(meta.budget), costs, ballots: all, voters };
};

const ballotOf = (parts, points, kind) => {
  if (kind === "ordinal") {
    const ids = [...new Set(parts)];
    return { ids, marks: ids.map((_, at) => fraction(BigInt(ids.length - 1 - at))), line: ids.join(",") };
  }
  if (!points) {
    const ids = [...new Set(parts)].sort(byCharacters);
    return { ids, marks: ids.map(() => fraction(1n)), line: ids.join(",") };
  }
  if (points.length !== parts.length) throw new TypeError("points do not match choices");
  const graded = new Map(parts.map((id, at) => [id, exact(points[at])]));
  const ids = [...graded.keys()].sort(byCharacters);
  const marks = ids.map((id) => graded.get(id));
  return { ids, marks, line: ids.map((id, at) => `${id}=${shown(marks[at])}`).join(",") };
};

const fingerprint = (vote) => {
  const costs = [...vote.costs].map(([id, cost]) => `${id}=${shown(cost)}`).sort(byCharacters);
  const lines = vote.ballots.flatMap(({ line, copies }) => Array(Number(copies)).fill(line)).sort(byCharacters);
  return sha256([vote.kind, shown(vote.budget), ...costs, ...lines, ""].join("\n"));
};

// The check. Costs, budget, shares and payments become whole numbers or fractions of one common unit.

const prepared = (certificate, vote) => {
  const unit = [vote.budget, ...vote.costs.values()].reduce((common, { d }) => lcm(common, d), 1n);
  const inUnits = (amount) => times(amount, fraction(unit));
  const costs = new Map([...vote.costs].map(([id, cost]) => [id, inUnits(cost).n]));
  const byCost = certificate.utility === "cost";
  const byPoints = certificate.utility === "points";
  const allMarks = vote.ballots.flatMap(({ marks }) => marks);
  const scale = byPoints ? allMarks.reduce((common, { d }) => lcm(common, d), 1n) : 1n;
  const factors = new Map([...costs].map(([id, cost]) => [id, byCost ? cost : 1n]));
  const supporters = new Map([...costs.keys()].map((id) => [id, []]));
  const votes = new Map([...costs.keys()].map((id) => [id, 0n]));
  vote.ballots.forEach(({ ids, marks, copies }, ballot) =>
    ids.forEach((id, at) => {
      votes.set(id, votes.get(id) + copies);
      const mark = byPoints ? times(marks[at], fraction(scale)).n : 1n;
      if (mark && factors.get(id)) supporters.get(id).push({ ballot, mark, copies });
    }),
  );
  const lot = new Map([...costs.keys()].map((id) => [id, sha256(`${certificate.seed}\n${id}`)]));
  const published = (a, b) =>
    Number(costs.get(a) - costs.get(b)) || Number(votes.get(b) - votes.get(a)) || (lot.get(a) < lot.get(b) ? -1 : 1);
  const ordered = [...costs.keys()].sort(certificate.ties === "lexicographic" ? byCharacters : published);
  return {
    certificate, costs, factors, supporters, inUnits, scale,
    budget: inUnits(vote.budget).n,
    ballots: vote.ballots.length,
    voters: vote.voters,
    place: new Map(ordered.map((id, at) => [id, at])),
  };
};

const costOf = (count, ids) => ids.reduce((sum, id) => sum + count.costs.get(id), 0n);
const unequal = (left, right) => left.length !== right.length || left.some((value, at) => value !== right[at]);

const check = (certificate, text) => {
  const vote = readVote(text);
  demand(certificate.format === "ortaq-count-1", "format");
  const count = prepared(certificate, vote);
  demand(certificate.election === fingerprint(vote), "ballots");
  let bought = certificate.rule === "phragmen" ? phragmen(count) : [];
  if (certificate.rule === "equal-shares" && vote.voters) bought = purchases(count);
  const filling = certificate.rule === "greedy" || ["greedy", "add1u"].includes(certificate.completion);
  const filled = filling ? greedy(count, bought) : [];
  demand(!unequal(certificate.filled, filled), "filled", { filled: `[${filled.map((id) => `'${id}'`).join(", ")}]` });
  demand(!unequal(certificate.winners, [...bought, ...filled]), "winners");
};

const greedy = (count, bought) => {
  const density = (id) => {
    const utility = count.supporters.get(id).reduce((sum, { mark, copies }) => sum + mark * copies, 0n);
    const cost = count.costs.get(id);
    const gift = utility * count.factors.get(id) > 0n && !cost;
    return { gift, value: cost ? fraction(count.factors.get(id) * utility, cost) : fraction(0n) };
  };
  const waiting = [...count.costs.keys()].filter((id) => !bought.includes(id)).map((id) => ({ id, ...density(id) }));
  waiting.sort(
    (a, b) => b.gift - a.gift || order(b.value, a.value) || count.place.get(a.id) - count.place.get(b.id),
  );
  let left = count.budget - costOf(count, bought);
  return waiting.flatMap(({ id }) => {
    if (count.costs.get(id) > left) return [];
    left -= count.costs.get(id);
    return [id];
  });
};

const phragmen = (count) => {
  const loads = Array(count.ballots).fill(fraction(0n));
  const waiting = new Set([...count.costs.keys()].filter((id) => count.costs.get(id) <= count.budget));
  const loadOf = (id) => {
    const supporters = count.supporters.get(id);
    const voters = supporters.reduce((sum, { copies }) => sum + copies, 0n);
    const spent = supporters.reduce(
      (sum, { ballot, copies }) => plus(sum, times(loads[ballot], fraction(copies))), fraction(count.costs.get(id)),
    );
    return voters ? over(spent, fraction(voters)) : null;
  };
  const before = (a, b) => (a && b ? order(a, b) : (a ? 0 : 1) - (b ? 0 : 1));
  const bought = [];
  while (waiting.size) {
    const next = new Map([...waiting].map((id) => [id, loadOf(id)]));
    const first = [...next.values()].sort(before)[0];
    const tied = [...waiting].filter((id) => before(next.get(id), first) === 0);
    if (tied.some((id) => costOf(count, [...bought, id]) > count.budget)) break;
    const winner = tied.sort((a, b) => count.place.get(a) - count.place.get(b))[0];
    bought.push(winner);
    waiting.delete(winner);
    for (const { ballot } of count.supporters.get(winner)) loads[ballot] = first;
  }
  return bought;
};

const purchases = (count) => {
  const { certificate, inUnits } = count;
  const equal = fraction(count.budget, count.voters);
  const step = inUnits(exact(certificate.step));
  const shareAt = (steps) => plus(equal, times(step, fraction(BigInt(steps))));
  const ids = certificate.purchases.map(({ project }) => project);
  const payments = certificate.purchases.map(({ payment }) =>
    over(inUnits(exact(payment)), fraction(count.scale)),
  );
  const share = inUnits(exact(certificate.share));
  demand(same(share, shareAt(certificate.steps)), "share");
  checkRun(count, share, ids, payments);
  demand(costOf(count, ids) <= count.budget, "over_budget");
  if (["add1", "add1u"].includes(certificate.completion)) checkWay(count, shareAt, ids);
  else demand(certificate.steps === 0, "only_add1");
  return ids;
};

const isFull = (count, ids) => {
  const left = count.budget - costOf(count, ids);
  return [...count.costs].every(
    ([id, cost]) => ids.includes(id) || !count.supporters.get(id).length || cost > left,
  );
};

const checkWay = (count, shareAt, final) => {
  const { steps, stops } = count.certificate;
  let [before, ids, prices] = [-1, [], []];
  for (const [at, names] of stops) {
    demand(at === before + 1 || (at > before && before >= 0 && names === null), "left_out", { at });
    ids = names ?? ids;
    const payments = derive(count, shareAt(at), ids);
    prices = checkRun(count, shareAt(at), ids, payments, at > before + 1 ? prices : null);
    if (at < steps) {
      demand(costOf(count, ids) <= count.budget, "step_over_budget", { at });
      demand(!isFull(count, ids), "step_full", { at });
    }
    if (at === steps) demand(!unequal(ids, final), "last_step");
    before = at;
  }
  if (isFull(count, final)) demand(before === steps, "goes_on");
  else {
    demand(before === steps + 1, "ends_early");
    demand(costOf(count, ids) > count.budget, "ends_within", { before });
  }
};

const checkRun = (count, share, ids, payments, limits = null) => {
  demand(new Set(ids).size === ids.length && ids.every((id) => count.costs.has(id)), "twice");
  const gifts = [...count.costs.keys()].filter((id) => !count.costs.get(id) && count.supporters.get(id).length);
  gifts.sort((a, b) => count.place.get(a) - count.place.get(b));
  demand(!unequal(ids.slice(0, gifts.length), gifts), "gifts");
  const prices = payments.map((payment, at) => over(payment, fraction(count.factors.get(ids[at]))));
  demand(prices.every((price, at) => !at || order(prices[at - 1], price) <= 0), "prices_fall");
  const unit = payments.reduce((common, { d }) => lcm(common, d), share.d);
  const money = Array(count.ballots).fill((share.n * unit) / share.d);
  const rivals = new Set(
    [...count.costs.keys()].filter((id) => count.costs.get(id) && count.supporters.get(id).length),
  );
  for (let at = gifts.length; at < ids.length; at++) {
    for (const id of rivals) {
      if (id !== ids[at]) checkTie(count, money, unit, { id, winner: ids[at], limit: (limits ?? prices)[at] });
    }
    rivals.delete(ids[at]);
    pay(count, money, unit, ids[at], payments[at]);
  }
  for (const id of rivals) {
    const held = count.supporters.get(id).reduce((sum, { ballot, copies }) => sum + money[ballot] * copies, 0n);
    demand(held < count.costs.get(id) * unit, "still_buy", { id });
  }
  return prices;
};

const pay = (count, money, unit, id, payment) => {
  const due = (payment.n * unit) / payment.d;
  let [total, inFull] = [0n, false];
  for (const { ballot, mark, copies } of count.supporters.get(id)) {
    inFull ||= money[ballot] >= due * mark;
    const paid = least(money[ballot], due * mark);
    money[ballot] -= paid;
    total += paid * copies;
  }
  demand(inFull, "nobody_in_full", { id });
  demand(total === count.costs.get(id) * unit, "payments", { id });
};

// A rival may not be had below the limit; at exactly the limit the rule for ties decides.
const checkTie = (count, money, unit, { id, winner, limit }) => {
  const due = limit.n * count.factors.get(id) * unit;
  let [total, inFull] = [0n, false];
  for (const { ballot, mark, copies } of count.supporters.get(id)) {
    const held = money[ballot] * limit.d;
    inFull ||= held >= due * mark;
    total += copies * least(held, due * mark);
  }
  const cost = count.costs.get(id) * unit * limit.d;
  demand(total < cost || (total === cost && inFull), "cheaper", { id, winner });
  demand(total < cost || count.place.get(winner) < count.place.get(id), "tie", { id, winner });
};

// The payments that buy these projects in this order with a share.
const derive = (count, share, ids) => {
  let unit = share.d;
  const money = Array(count.ballots).fill(share.n);
  return ids.map((id) => {
    const supporters = count.supporters.get(id) ?? [];
    const due = leastPrice(money, (count.costs.get(id) ?? 0n) * unit, supporters);
    if (due.d > 1n) money.forEach((amount, ballot) => (money[ballot] = amount * due.d));
    unit *= due.d;
    for (const { ballot, mark } of supporters) money[ballot] -= least(money[ballot], due.n * mark);
    return fraction(due.n, unit);
  });
};

const leastPrice = (money, cost, supporters) => {
  const level = ({ ballot, mark }) => fraction(money[ballot], mark);
  const poorest = supporters.map((entry) => ({ ...entry, level: level(entry) }));
  poorest.sort((a, b) => order(a.level, b.level));
  let weight = supporters.reduce((sum, { mark, copies }) => sum + mark * copies, 0n);
  for (const { ballot, mark, copies } of poorest) {
    if (cost * mark <= money[ballot] * weight) return fraction(cost, weight);
    cost -= money[ballot] * copies;
    weight -= mark * copies;
  }
  throw new Wrong("nobody_can_pay");
};

// The page.

const findings = () => JSON.parse(document.getElementById("findings").textContent);

const verdict = (certificate, ballots) => {
  try {
    check(JSON.parse(certificate), ballots);
    return { right: true, text: findings().right };
  } catch (wrong) {
    const { code, names } = wrong instanceof Wrong ? wrong : { code: "unreadable", names: {} };
    const sentence = findings()[code].replace(/\{(\w+)\}/g, (_, name) => names[name]);
    return { right: false, text: `${findings().wrong} ${sentence}` };
  }
};

const form = document.getElementById("check");
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = document.getElementById("verdict");
  const [certificate, ballots] = await Promise.all(
    ["certificate", "ballots"].map((name) => form.elements[name].files[0].text()),
  );
  answer.textContent = findings().working;
  await new Promise((painted) => setTimeout(painted, 50));
  const { right, text } = verdict(certificate, ballots);
  answer.textContent = text;
  answer.className = right ? "notice ok" : "notice error";
});
