-- The cart of a checkout, for the operator who looks into the checkout. Carts that are still open are not in it.
create index panier_by_checkout on panier (checkout_id) where checkout_id is not null;
