import core from '@pact-foundation/pact-core'

// Runs Pact's verifier in a separate process: it prints from native code, and a crash would end the tests. Receives an
// array of the verifier's options and sends each result back.

type Options = Parameters<typeof core.default.verifyPacts>[0]

const verify = async (options: Options): Promise<string> => {
  try {
    return await core.default.verifyPacts(options)
  } catch (error) {
    return (error as Error).message // a failed verification throws its result
  }
}

process.on('message', async (all: Options[]) => {
  const results: string[] = []
  for (const options of all) results.push(await verify(options))
  process.send?.(results, () => process.exit())
})
