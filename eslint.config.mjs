import eslint from "@eslint/js";
import typescript from "typescript-eslint";

const awaited = "an assertion inside an apply that nobody awaits passes green; use `await value(output)`";

export default typescript.config(
  { ignores: ["**/dist/", "**/node_modules/", ".sandbox/"] },
  eslint.configs.recommended,
  ...typescript.configs.recommended,
  ...typescript.configs.stylistic,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-console": "error",
      "no-else-return": "error",
      eqeqeq: "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "off",
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "bench/**", "sandbox/**"],
    languageOptions: {
      globals: {
        console: "readonly",
        process: "readonly",
        URL: "readonly",
        Buffer: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
        AbortController: "readonly",
        AbortSignal: "readonly",
        module: "writable",
        require: "readonly",
        __dirname: "readonly",
      },
    },
    rules: { "no-console": "off", "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // The engine's protocol is untyped: this room is where `any` becomes something better.
    files: ["policies/capture/**"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    files: ["tests/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.property.name='apply'] CallExpression[callee.object.name='assert']",
          message: awaited,
        },
        {
          selector: "CallExpression[callee.property.name='apply'] CallExpression[callee.name='assert']",
          message: awaited,
        },
      ],
    },
  },
);
