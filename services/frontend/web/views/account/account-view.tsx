import { useText } from '../../locale/text.ts'
import { useCustomer } from '../../shop/address.ts'
import { DeliveryAddress } from '../../shop/delivery-address.tsx'
import { Page } from '../../ui/page.tsx'
import { MyData } from './my-data.tsx'
import { accountText } from './text.ts'

/** The customer's account: name, e-mail address, delivery address, and the rights over their data. */
export const AccountView = () => {
  const text = useText(accountText)
  const { data } = useCustomer()
  return (
    <Page title={text.title}>
      {data && (
        <section className="panel" aria-labelledby="customer">
          <h2 id="customer">{data.nom}</h2>
          <p>{data.courriel}</p>
        </section>
      )}
      <DeliveryAddress />
      {data && <MyData email={data.courriel} />}
    </Page>
  )
}
