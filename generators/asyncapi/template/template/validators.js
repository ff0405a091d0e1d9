import { File } from '@asyncapi/generator-react-sdk'
import { Header } from '../parts/header'

/** validators.ts: Ajv's standalone code, which nothing reads by eye or by type. */
export default function ({ params: { model } }) {
  return (
    <File name="validators.ts">
      <Header model={model} />
      {'// biome-ignore-all lint: the code is printed by Ajv.\n// @ts-nocheck\n'}
      {model.validatorCode}
    </File>
  )
}
