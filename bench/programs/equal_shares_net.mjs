// node equal_shares_net.mjs TOOL VOTE.pb: counts an approval election with the compute tool of equalshares.net
// (floats, ties by cost, then votes; Add1U while something fits) and prints CPU seconds, then the winners.

import fs from "node:fs";
import path from "node:path";

const [tool, vote] = process.argv.slice(2);
const source = (name) => fs.readFileSync(path.join(tool, "js", name), "utf8");
const parser = await import(`data:text/javascript,${encodeURIComponent(source("pabulibParser.js"))}`);
const worker = source("methodOfEqualSharesWorker.js").replace(/^importScripts.*$/m, "");
const { equalShares } = new Function(`const postMessage = () => {}; let onmessage; ${worker}; return { equalShares };`)();

const instance = parser.parsePabulibFromString(fs.readFileSync(vote, "utf8"));
const start = process.cpuUsage();
const { winners } = equalShares(instance, {
  accuracy: "floats",
  tieBreaking: ["minCost", "maxVotes"],
  completion: "add1u",
  add1options: ["exhaustive"],
  increment: 1,
  comparison: "none",
});
const { user, system } = process.cpuUsage(start);
console.log([(user + system) / 1e6, ...winners].join("\n"));
