import { File } from '@asyncapi/generator-react-sdk'
import { Header } from '../parts/header'

/** validators.ts: Ajv's standalone code, excluded from lint and type checks. */
export default function ({ params: { model } }) {
  return (
    <File name="validators.ts">
      <Header model={model} />
      {'// biome-ignore-all lint: Ajv generated this code.\n// @ts-nocheck\n'}
      {model.validatorCode}
    </File>
  )
}
