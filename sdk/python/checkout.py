"""Checks out with the generated Python client: `npm run sdk -- --python`, then `pip install dist/python`."""

import os
import uuid

import sagabench_client as shop
from sagabench_client.exceptions import ApiException

configuration = shop.Configuration(
    host=os.environ["GATEWAY"],
    api_key={"gatewayKey": os.environ["API_KEY"]},
    access_token=os.environ["TOKEN"],
)
client_id = uuid.UUID(os.environ["CLIENT_ID"])


def cart(quantity: int) -> shop.PanierCommande:
    return shop.PanierCommande(lignes=[shop.LigneCommande(produit_id=9, quantite=quantity)])


with shop.ApiClient(configuration) as client:
    customers = shop.EcommerceApi(client)
    # Keep the key with the request: a repeated request with the same key takes effect once.
    key = str(uuid.uuid4())
    begun = customers.initier_checkout_choreo(client_id, key, shop.DemandeCheckoutChoreo(panier=cart(1)))
    again = customers.initier_checkout_choreo(client_id, key, shop.DemandeCheckoutChoreo(panier=cart(1)))
    assert again.checkout_id == begun.checkout_id
    end = customers.lire_checkout_choreo(client_id, begun.checkout_id, prefer="wait=20")
    print(end.etat.value, end.commande_id)

    saga = shop.SagaOrchestratorApi(client).demarrer_checkout_saga(
        str(uuid.uuid4()), shop.DemandeCheckoutSaga(client_id=client_id, panier=cart(1))
    )
    print(saga.etat.value, saga.commande_id)

    try:
        customers.initier_checkout_choreo(client_id, str(uuid.uuid4()))  # the cart is empty
    except ApiException as refused:
        print(refused.status, refused.data.type)

    page = shop.CatalogueApi(client).rechercher_produits(limite=5)
    print(len(page.elements), page.curseur_suivant is not None)
