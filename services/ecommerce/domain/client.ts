/** A validated e-mail address: trimmed and in lower case, so that one mailbox has one account. */
export type Courriel = string & { readonly __brand: 'Courriel' }

/** The delivery address. Every part is a non-empty trimmed text; `pays` is an ISO 3166 alpha-2 code in capitals. */
export type AdresseLivraison = {
  readonly rue: string
  readonly ville: string
  readonly code_postal: string
  readonly pays: string
}

export type Client = {
  readonly client_id: string
  readonly nom: string
  readonly courriel: Courriel
  readonly adresse_livraison: AdresseLivraison
}

/** The invalid field of a request, and the rule that it breaks. */
export type ClientInvalide = { readonly kind: 'client-invalide'; readonly champ: string; readonly regle: string }

const courrielLongueurMax = 254 // RFC 5321 §4.5.3.1.3
// Excludes characters that end a header or separate addresses, because messages are sent to this address.
const courrielForme = /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:".]+(\.[^\s\p{Cc}@<>()[\]\\,;:".]+)+$/u

export const courriel = (text: string): Courriel | undefined => {
  const value = text.trim().toLowerCase()
  return value.length <= courrielLongueurMax && courrielForme.test(value) ? (value as Courriel) : undefined
}

const invalide = (champ: string, regle: string): ClientInvalide => ({ kind: 'client-invalide', champ, regle })

export const adresseLivraison = (adresse: AdresseLivraison): AdresseLivraison | ClientInvalide => {
  const parsed = {
    rue: adresse.rue.trim(),
    ville: adresse.ville.trim(),
    code_postal: adresse.code_postal.trim(),
    pays: adresse.pays.trim().toUpperCase(),
  }
  for (const [champ, value] of Object.entries(parsed))
    if (value === '') return invalide(`adresse_livraison.${champ}`, 'not blank')
  return /^[A-Z]{2}$/.test(parsed.pays) ? parsed : invalide('adresse_livraison.pays', 'two letters (ISO 3166)')
}

/** A new customer from a visitor's input. The caller provides the id: time and randomness are arguments. */
export const nouveauClient = (
  client_id: string,
  saisie: { nom: string; courriel: string; adresse_livraison: AdresseLivraison },
): Client | ClientInvalide => {
  const nom = saisie.nom.trim()
  if (nom === '') return invalide('nom', 'not blank')
  const adresseCourriel = courriel(saisie.courriel)
  if (adresseCourriel === undefined) return invalide('courriel', 'an e-mail address')
  const adresse = adresseLivraison(saisie.adresse_livraison)
  if ('kind' in adresse) return adresse
  return { client_id, nom, courriel: adresseCourriel, adresse_livraison: adresse }
}
