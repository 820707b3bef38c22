import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['static/dist/**', 'node_modules/**', '.venv/**'] },
  js.configs.recommended,
  {
    files: [
      'static/**/*.js',
      'static/**/*.mjs',
      'tests/frontend/**/*.js',
      'tests/firefox/*.mjs',
      'tests/words/*.mjs',
      'eslint.config.js',
    ],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: 'module',
      globals: { ...globals.browser, ...globals.node },
    },
    rules: {
      eqeqeq: 'error',
      'no-implicit-coercion': 'error',
      'no-shadow': 'off',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      // Code is wrapped by prettier; sentences in strings stay whole.
      'max-len': [
        'error',
        { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true },
      ],
    },
  },
];
