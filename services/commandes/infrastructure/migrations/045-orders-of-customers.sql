-- A customer's orders, newest first. Like the first index of lists, its columns never change after the sale.
create index vente_client on vente (client_id, created_at desc, commande_id desc) where commande_id is not null;
