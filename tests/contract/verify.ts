import core from '@pact-foundation/pact-core'

// Runs Pact's verifier in a process of its own: it prints from native code, and would end the tests with it if it crashed.
// It is sent an array of the verifier's options, and sends back each result.

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
