/** The first lines of every generated file. */
export const Header = ({ model }) => `// Generated from ${model.source} by generators/asyncapi. Do not edit.\n\n`
