// What the seeded catalogue sells. Names are French because customers read them.

type Kind = {
  readonly nom: string
  /** Decides the form of the colour. */
  readonly feminin?: true
  /** Begins the SKU. */
  readonly code: string
  readonly materials: readonly string[]
  readonly formats: readonly string[]
  /** Least and highest price in whole euros. */
  readonly prix: readonly [number, number]
}

const earth = ['en grès', 'en porcelaine', 'en faïence', 'en terre cuite']
const wood = ['en chêne', 'en hêtre', 'en noyer', 'en bambou']
const metal = ['en laiton', 'en acier', 'en aluminium', 'en fer forgé']
const cloth = ['en lin', 'en coton', 'en laine', 'en velours']
const hollow = ['en verre', 'en grès', 'en céramique', 'en cristal']
const litres = ['25 cl', '50 cl', '75 cl', '1 l', '1,5 l']
const squares = ['30 × 30 cm', '40 × 40 cm', '45 × 45 cm', '60 × 60 cm']
const widths = ['40 cm', '60 cm', '80 cm', '100 cm', '120 cm']
const across = ['Ø 16 cm', 'Ø 20 cm', 'Ø 24 cm', 'Ø 28 cm']

const assortment: Readonly<Record<string, readonly Kind[]>> = {
  table: [
    { nom: 'Théière', feminin: true, code: 'THE', materials: ['en fonte', ...earth], formats: litres, prix: [18, 95] },
    {
      nom: 'Tasse',
      feminin: true,
      code: 'TAS',
      materials: earth,
      formats: ['8 cl', '15 cl', '25 cl', '35 cl'],
      prix: [5, 24],
    },
    { nom: 'Assiette', feminin: true, code: 'ASS', materials: earth, formats: across, prix: [7, 35] },
    { nom: 'Carafe', feminin: true, code: 'CAR', materials: hollow, formats: litres, prix: [15, 80] },
    { nom: 'Plateau', code: 'PLA', materials: [...wood, 'en liège'], formats: widths, prix: [14, 75] },
    { nom: 'Saladier', code: 'SAL', materials: [...earth, ...wood], formats: across, prix: [16, 70] },
  ],
  cuisine: [
    {
      nom: 'Casserole',
      feminin: true,
      code: 'CAS',
      materials: ['en inox', 'en cuivre', 'en fonte'],
      formats: across,
      prix: [25, 160],
    },
    {
      nom: 'Poêle',
      feminin: true,
      code: 'POE',
      materials: ['en fonte', 'en acier', 'en inox'],
      formats: across,
      prix: [22, 120],
    },
    {
      nom: 'Planche à découper',
      feminin: true,
      code: 'PDC',
      materials: wood,
      formats: ['25 cm', '35 cm', '45 cm'],
      prix: [12, 65],
    },
    { nom: 'Bocal', code: 'BOC', materials: ['en verre', 'en grès'], formats: litres, prix: [4, 22] },
    {
      nom: 'Moulin à poivre',
      code: 'MOU',
      materials: [...wood, 'en acier'],
      formats: ['10 cm', '18 cm', '26 cm'],
      prix: [19, 85],
    },
  ],
  eclairage: [
    {
      nom: 'Lampe de table',
      feminin: true,
      code: 'LAM',
      materials: [...metal, ...earth],
      formats: ['25 cm', '35 cm', '45 cm'],
      prix: [35, 220],
    },
    {
      nom: 'Suspension',
      feminin: true,
      code: 'SUS',
      materials: [...metal, 'en rotin'],
      formats: ['Ø 30 cm', 'Ø 45 cm', 'Ø 60 cm'],
      prix: [49, 320],
    },
    {
      nom: 'Applique',
      feminin: true,
      code: 'APP',
      materials: metal,
      formats: ['15 cm', '25 cm', '35 cm'],
      prix: [29, 150],
    },
    {
      nom: 'Bougeoir',
      code: 'BOU',
      materials: [...metal, 'en verre'],
      formats: ['8 cm', '15 cm', '25 cm'],
      prix: [8, 55],
    },
  ],
  textile: [
    { nom: 'Coussin', code: 'COU', materials: cloth, formats: squares, prix: [15, 69] },
    { nom: 'Plaid', code: 'PLD', materials: cloth, formats: ['130 × 170 cm', '150 × 200 cm'], prix: [35, 150] },
    {
      nom: 'Nappe',
      feminin: true,
      code: 'NAP',
      materials: ['en lin', 'en coton'],
      formats: ['140 × 140 cm', '140 × 250 cm'],
      prix: [29, 120],
    },
    { nom: 'Rideau', code: 'RID', materials: cloth, formats: ['135 × 250 cm', '140 × 280 cm'], prix: [39, 140] },
    {
      nom: 'Torchon',
      code: 'TOR',
      materials: ['en lin', 'en coton', 'en métis'],
      formats: ['50 × 70 cm', '60 × 80 cm'],
      prix: [6, 22],
    },
  ],
  rangement: [
    {
      nom: 'Panier',
      code: 'PAN',
      materials: ['en osier', 'en jonc de mer', 'en feutre', 'en coton'],
      formats: ['20 cm', '30 cm', '40 cm'],
      prix: [12, 59],
    },
    {
      nom: 'Boîte',
      feminin: true,
      code: 'BOI',
      materials: [...wood, 'en métal'],
      formats: ['15 cm', '25 cm', '35 cm'],
      prix: [9, 45],
    },
    { nom: 'Étagère', feminin: true, code: 'ETA', materials: [...wood, ...metal], formats: widths, prix: [45, 290] },
    {
      nom: 'Patère',
      feminin: true,
      code: 'PAT',
      materials: [...wood, ...metal],
      formats: ['1 crochet', '3 crochets', '5 crochets'],
      prix: [7, 49],
    },
  ],
  decoration: [
    {
      nom: 'Vase',
      code: 'VAS',
      materials: [...hollow, 'en marbre'],
      formats: ['15 cm', '25 cm', '35 cm'],
      prix: [14, 120],
    },
    {
      nom: 'Miroir',
      code: 'MIR',
      materials: [...wood, ...metal],
      formats: ['Ø 40 cm', 'Ø 60 cm', 'Ø 80 cm'],
      prix: [39, 260],
    },
    {
      nom: 'Cadre photo',
      code: 'CAD',
      materials: [...wood, 'en laiton'],
      formats: ['10 × 15 cm', '13 × 18 cm', '20 × 30 cm'],
      prix: [8, 45],
    },
    {
      nom: 'Horloge',
      feminin: true,
      code: 'HOR',
      materials: [...wood, ...metal],
      formats: ['Ø 25 cm', 'Ø 35 cm', 'Ø 50 cm'],
      prix: [29, 160],
    },
  ],
  jardin: [
    {
      nom: 'Pot de fleurs',
      code: 'POT',
      materials: ['en terre cuite', 'en grès', 'en zinc'],
      formats: across,
      prix: [9, 75],
    },
    {
      nom: 'Arrosoir',
      code: 'ARR',
      materials: ['en zinc', 'en acier', 'en cuivre'],
      formats: ['3 l', '5 l', '10 l'],
      prix: [19, 89],
    },
    {
      nom: 'Lanterne',
      feminin: true,
      code: 'LAN',
      materials: [...metal, 'en bambou'],
      formats: ['25 cm', '40 cm', '55 cm'],
      prix: [22, 110],
    },
    {
      nom: 'Banc',
      code: 'BAN',
      materials: ['en teck', 'en acacia', 'en aluminium'],
      formats: ['110 cm', '130 cm', '150 cm'],
      prix: [120, 480],
    },
  ],
  bureau: [
    {
      nom: 'Carnet',
      code: 'CRN',
      materials: ['en cuir', 'en papier recyclé', 'en toile'],
      formats: ['A6', 'A5', 'A4'],
      prix: [6, 42],
    },
    {
      nom: 'Pot à crayons',
      code: 'PAC',
      materials: [...wood, ...metal, 'en céramique'],
      formats: ['8 cm', '10 cm', '12 cm'],
      prix: [8, 39],
    },
    {
      nom: 'Lampe de bureau',
      feminin: true,
      code: 'LDB',
      materials: metal,
      formats: ['35 cm', '45 cm', '60 cm'],
      prix: [39, 190],
    },
    {
      nom: 'Corbeille à papier',
      feminin: true,
      code: 'CAP',
      materials: ['en métal', 'en feutre', 'en osier'],
      formats: ['25 cm', '30 cm', '35 cm'],
      prix: [14, 59],
    },
  ],
}
export const colours = [
  ['noir', 'noire'],
  ['blanc', 'blanche'],
  ['vert', 'verte'],
  ['gris', 'grise'],
  ['bleu nuit', 'bleu nuit'],
  ['ocre', 'ocre'],
  ['terracotta', 'terracotta'],
  ['ivoire', 'ivoire'],
] as const
export const collections = ['Rivage', 'Atelier', 'Mistral', 'Garrigue', 'Brume', 'Solstice', 'Escale', 'Mémoire']

/** Every kind of product with its category. */
export const kinds = Object.entries(assortment).flatMap(([categorie, all]) =>
  all.map((kind) => ({ ...kind, categorie })),
)
