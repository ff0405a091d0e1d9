import type { Produit } from '#generated/catalogue/types.ts'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { useArchiveProduct } from './queries.ts'
import { productsText } from './text.ts'

/** Archiving can't be undone, so it is confirmed, and the dialog says what it changes. */
export const ArchiveProduct = ({ product, onClose }: { product: Produit; onClose: () => void }) => {
  const text = useText(productsText)
  const archive = useArchiveProduct()
  const onSuccess = (): void => {
    notify(text.archiveDone(product.nom))
    onClose()
  }
  return (
    <FormDialog
      title={text.archiveOf(product.nom)}
      text={text.archiveText}
      action={text.archive}
      kind="danger"
      busy={archive.isPending}
      failure={archive.error && <Failure error={archive.error} />}
      onSubmit={() => archive.mutate(product.produit_id, { onSuccess })}
      onClose={onClose}
    />
  )
}
