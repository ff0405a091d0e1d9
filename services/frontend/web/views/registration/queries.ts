import { useMutation } from '@tanstack/react-query'
import { confirmerCompteClient, creerCompteClient } from '#generated/ecommerce/client.ts'
import type { NouveauClient } from '#generated/ecommerce/types.ts'
import { bodyOf } from '#sdk/problems.ts'
import { boutique } from '../../shell/api.ts'

const { transport } = boutique

export const useRegister = () =>
  useMutation({ mutationFn: async (body: NouveauClient) => bodyOf(await creerCompteClient(transport, { body })) })

export const useConfirm = () =>
  useMutation({
    mutationFn: async (code: string) => bodyOf(await confirmerCompteClient(transport, { body: { code } })),
  })
