import { afterAll, beforeAll } from 'vitest'
import { authorizationTests } from './abuse/authorization.ts'
import { eventTests } from './abuse/events.ts'
import { exposureTests } from './abuse/exposure.ts'
import { inputTests } from './abuse/input.ts'
import { matrixTests } from './abuse/matrix.ts'
import { storeTests } from './abuse/stores.ts'
import { openTarget } from './abuse/target.ts'
import { wireTests } from './abuse/wire.ts'

let close: (() => Promise<void>) | undefined

beforeAll(async () => {
  close = await openTarget()
}, 120_000)

afterAll(async () => {
  await close?.()
}, 60_000)

eventTests() // While its customer exists: later tests erase it.
authorizationTests()
matrixTests()
inputTests()
exposureTests()
storeTests()
wireTests()
