-- The list of categories counts the products on sale in this index alone. Changing a price doesn't write it.
create index produit_en_vente on produit (categorie) where actif;
