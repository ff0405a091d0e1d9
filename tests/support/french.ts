/**
 * French words that this shop uses and English doesn't have, without accents. The list can't be complete; add a word when a
 * review finds it in a name.
 */
export const frenchWords: ReadonlySet<string> = new Set(
  `abandonnee accepte accepter actif admettre adresse ajouter ancien ancre annonce annoncer annuler annule apres assez attendre attendu attente
  augmenter autre avant avec battement centraux chacun chaine champ champs changements cherche cherchee chercher cherches chiffrer choisir cle cles
  colonnes combler commande commandee commandes commencer commun completer compte compter comptes conclure confirmee confirmer connaissance connu
  connue connus corps courante courriel cours couvert creee creees creer curseur dans dattentes dechiffrer deja demande demandees demander demandes
  demandeur demarrage demarrer depuis dernier derriere detruire devenu diminuer disponible disponibles donnees duree echeance echeances echec echoue
  echoues echus ecrire ecrite ecrivain effacer effacement effet elements emettre emis empreinte encore enregistrer ensemble entier erreur essayer
  etape etapes etat etats evenement evenements existe fois finir forcage forcee forcees forcer garder gardees garer genre groupe groupes hacher
  histoire identifiants identite inconnu inconnue inconnus indisponible inserer inscrire inscrite insuffisant invalides inventaire jeton jour jours
  jusqua jusque lacher lancee lancement lancer lecture lectures lettre lettres liberation liberee liberer ligne lignes limite lire lister livraison
  livraisons locaux lu lue lues lus magasin magasins matieres mesurer modele modifie modifier mortes mot motif mouvements nombre nombres nouveau
  nouvel nouvelle nouvelles nul numero observateur orchestrateur origine oublier ouvertes ouvrir panier paniers parmi parquee parquees partout
  passe pays perdus personne personnelles peu physique placee porteur precoce premier premiere prenoms prevenir pris prix produit produits prolonger
  quantite quantites raconter raconte racine reappro reapprovisionner reapprovisionne rechercher recherche recommencer reecrire refus refusee refuser
  regle rejeter rejeu rejouer rejoues relancee relancer relances relire remettre rendues renvoi renvoyer reponse reportes reprendre reprise
  republier reservee reservant reserver restantes reste resultat resultats retirer retire retires retrait retraits retrouver retrouves reussi reussis
  reutilisee rien rue rues rythme sait sans sceau sceaux scelle scellement sceller scelles secondes selectionner signaler stocke stockees stocker
  suivant suivi suivre surveiller tentative tentatives tenue terminale terminaux termine terminee terminer texte textes tour tous tout trancher
  tranchee transferer transfere trop trou trous trouve trouver trouves une unitaire valeur vendu vente ventes verifie verrouille
  verrouiller ville villes vol`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
