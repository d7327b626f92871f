// Writes the editor as one file, and beside it the notices that the licences of what is in it ask for.
//   node bundle.js FOLDER HEADING
import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [folder, heading] = process.argv.slice(2);

const made = await build({
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
});
writeFileSync(join(folder, "editor.licences.txt"), notices(packagesOf(made.metafile)));
writeFileSync(join(folder, "editor.js"), `/* ${heading} */\n${made.outputFiles[0].text}`);

// The folders of the packages of which something is in the file.
function packagesOf({ inputs }) {
  const found = Object.keys(inputs).map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(found.filter(Boolean))].sort();
}

function notices(packages) {
  const texts = packages.map((each) => {
    const { name, version, license } = JSON.parse(readFileSync(join(each, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${licenceOf(each).trim()}\n`;
  });
  return `editor.js contains these packages.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

function licenceOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no licence file.`);
  return readFileSync(join(folder, file), "utf8");
}
