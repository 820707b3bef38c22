/**
 * Prints, as JSON, the strings in static/src that people may read: [{ position, text }].
 * What only the browser reads is left out.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../static/src', import.meta.url));
/** Attributes and calls whose strings are for the browser. */
const FOR_THE_BROWSER = new Set([
  'class',
  'className',
  'd',
  'viewBox',
  'transform',
  'font',
  'accept',
  'href',
  'src',
  'rel',
  'querySelector',
  'querySelectorAll',
  'closest',
  'matches',
  'matchMedia',
  'add',
  'remove',
  'toggle',
  'setProperty',
  'getAttribute',
  'getElementById',
  'addEventListener',
  'RegExp',
  'reportError',
  'theme',
]);

/** @param {ts.Node} node @returns {string} the text of a string or template; {} stands for what is put in */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  return '';
}

/** @param {ts.Node} node @returns {boolean} whether it is an attribute or argument of what the browser reads */
function forTheBrowser(node) {
  for (
    let child = node, { parent } = node;
    parent && !ts.isFunctionLike(parent) && !ts.isSourceFile(parent);
    child = parent, { parent } = parent
  ) {
    if (
      ts.isPropertyAssignment(parent) &&
      parent.initializer === child &&
      FOR_THE_BROWSER.has(parent.name.getText().replaceAll(/['"]/g, ''))
    )
      return true;
    if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
    if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) continue;
    const { expression } = parent;
    return FOR_THE_BROWSER.has(ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText());
  }
  return false;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .sort();
const found = files.flatMap((name) => {
  const source = ts.createSourceFile(name, readFileSync(join(root, name), 'utf8'), ts.ScriptTarget.Latest, true);
  /** @type {{ position: string, text: string }[]} */ const texts = [];
  const visit = (/** @type {ts.Node} */ node) => {
    const text = textOf(node);
    // Words that stand together, or one that begins with a capital letter as the name of a button does.
    if (/\p{L}[\p{L}’]* [\p{L}{“(]|^\p{Lu}\p{Ll}+/u.test(text) && !forTheBrowser(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      texts.push({ position: `static/src/${relative(root, join(root, name))}:${line + 1}`, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
});
process.stdout.write(JSON.stringify(found));
