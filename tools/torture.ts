import { killAndLook } from "../test/support/kill.ts";

/*
 * Kills a loaded server 300 times, or as often as the command line says, and looks for damage after each. What `npm test` does ten times.
 * Prints what was found; exit code 1 when anything was lost or wrong.
 */
const KILLS = 300;
const [word = String(KILLS)] = process.argv.slice(2);
if (!/^[1-9]\d{0,4}$/u.test(word)) throw new RangeError(`how many kills? ${word}`);

const { kills, acknowledgedReports, acknowledgedMessages, repeated, lost, wrong } =
  await killAndLook(Number(word));
console.log(
  `${kills} kills: ${acknowledgedReports} reports and ${acknowledgedMessages} messages with files acknowledged, ${repeated} sent again after a kill`,
);
console.log(`lost: ${lost.length}, wrong: ${wrong.length}`);
for (const one of [...lost, ...wrong]) console.error(one);
process.exitCode = lost.length + wrong.length > 0 ? 1 : 0;
