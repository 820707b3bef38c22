/**
 * Makes src/api/types.d.ts, the types of the API's answers, from the API's description; `--check` only compares. Run by
 * `npm run api-types` and by `python3 dev.py check`.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILE = fileURLToPath(new URL('./src/api/types.d.ts', import.meta.url));
const RENEW = 'npm run api-types';
const HEAD = `/** Made from the description of the API by \`${RENEW}\`: do not edit. */\n`;
const REFERENCE = '#/components/schemas/';

/** The names of the schemas that a part of the description refers to, directly or through others. */
function namesIn(part, schemas, found = new Set()) {
  for (const [key, value] of Object.entries(part)) {
    if (key === '$ref') {
      const name = value.slice(REFERENCE.length);
      if (found.has(name)) continue;
      found.add(name);
      namesIn(schemas[name], schemas, found);
    } else if (typeof value === 'object' && value !== null) namesIn(value, schemas, found);
  }
  return found;
}

/** A schema without what its type does not need: titles that repeat names, defaults, discriminators. */
function bare(schema) {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(bare);
  const needed = Object.entries(schema).filter(([key]) => !['title', 'default', 'discriminator'].includes(key));
  return Object.fromEntries(
    needed.map(([key, value]) => [
      key,
      // What stands here are names of fields.
      key === 'properties'
        ? Object.fromEntries(Object.entries(value).map(([name, of]) => [name, bare(of)]))
        : bare(value),
    ]),
  );
}

/** The type of an operation's good answer. */
function answerOf({ responses }) {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))[1];
  if (!good.content) return 'null';
  return good.content['application/json']?.schema.$ref.slice(REFERENCE.length) ?? 'Blob';
}

const description = JSON.parse(execFileSync('.venv/bin/python', ['-m', 'webapp.web.api'], { cwd: ROOT }));
const all = description.components.schemas;
const answers = Object.values(description.paths).flatMap((methods) =>
  Object.values(methods).map(({ responses }) => responses),
);
const named = [...namesIn(answers, all)].sort();
const schemas = Object.fromEntries(named.map((name) => [name, bare(all[name])]));
const tree = await openapiTS(
  { ...description, paths: {}, components: { schemas } },
  { rootTypes: true, rootTypesNoSchemaPrefix: true },
);
const made = tree.filter((node) => node.name.text === 'components' || named.includes(node.name.text));
const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => `'${method.toUpperCase()} ${path}': ${answerOf(operation)};`),
);
const types = await prettier.format(
  `${HEAD}${astToString(made)}\n/** What each route answers. */\nexport interface Answers {\n${routes.join('\n')}\n}\n`,
  { ...(await prettier.resolveConfig(FILE)), parser: 'typescript' },
);

if (!process.argv.includes('--check')) await writeFile(FILE, types);
else if ((await readFile(FILE, 'utf8').catch(() => '')) !== types) {
  console.error(`static/src/api/types.d.ts is not what the API's description says. Renew it: ${RENEW}`);
  process.exitCode = 1;
}
