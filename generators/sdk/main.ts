import { say, warn } from '#platform/base/say.ts'
import { exitCodes, reportMistakes } from '../shared/command.ts'
import { packSdk } from './package.ts'
import { generatePython } from './python.ts'

// npm run sdk: generates the SDK from the specifications and packs it for installation.

const help = `Packs the SDK from specs/ and sdk/ into a tarball that npm can install.

  npm run sdk
  npm install dist/sagabench-sdk-<version>.tgz     in your own project

  npm run sdk -- --python     generates a Python client instead
  pip install dist/python

Exit codes: 0 done, 64 wrong arguments, 65 an error in a specification, 70 a crash.`

const main = async (args: readonly string[]): Promise<void> => {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return say(help)
  const unknown = args.find((arg) => arg !== '--python')
  if (unknown !== undefined) {
    warn(`Unknown argument ${unknown}; the only option is --python.\nRun npm run sdk -- --help for usage.`)
    process.exitCode = exitCodes.usage
    return
  }
  if (args.includes('--python')) {
    const folder = await generatePython('.sagabench/python', 'dist/python')
    return say(`Generated ${folder}; install it with pip install ${folder}`)
  }
  say(`Packed ${await packSdk('.sagabench/sdk', 'dist')}`)
}

await reportMistakes(() => main(process.argv.slice(2)))
