import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { needing } from '../support/left-out.ts'
import { cartTests } from './cart.ts'
import { checkoutTests } from './checkout.ts'
import { compareTests } from './compare.ts'
import { deadLetterTests } from './dead-letters.ts'
import { firstLoadTests } from './first-load.ts'
import { indicatorTests } from './indicators.ts'
import { logTests } from './operation-log.ts'
import { orderTests } from './orders.ts'
import { personalDataTests } from './personal-data.ts'
import { productTests } from './products.ts'
import { registrationTests } from './registration.ts'
import { reportTests } from './report.ts'
import { requestTests } from './requests.ts'
import { sagaTests } from './sagas.ts'
import { scenarioReportTests } from './scenario-reports.ts'
import { sessionTests } from './sessions.ts'
import { shopProductTests } from './shop-products.ts'
import { staffTests } from './staff.ts'
import { stockTests } from './stock.ts'
import { type Front, openFront } from './support/front.ts'
import { viewTests } from './views.ts'

// One system and one browser for the tests of all views: each view has a module of its own beside this file.
describe('in a browser', needing('browser'), () => {
  let front: Front
  beforeAll(async () => {
    front = await openFront()
  }, 120_000)
  afterEach(() => front.finish())
  afterAll(() => front?.close(), 60_000)

  const get = (): Front => front
  sessionTests(get)
  indicatorTests(get)
  reportTests(get)
  productTests(get)
  stockTests(get)
  shopProductTests(get)
  cartTests(get)
  checkoutTests(get)
  orderTests(get)
  registrationTests(get)
  requestTests(get)
  scenarioReportTests(get)
  logTests(get)
  personalDataTests(get)
  staffTests(get)
  sagaTests(get)
  deadLetterTests(get)
  compareTests(get)
  viewTests(get)
})

firstLoadTests()
