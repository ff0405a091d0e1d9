-- Otherwise each added product waits in a list that every search reads whole: until the next maintenance, searches by words read all products.
alter index produit_mots set (fastupdate = off);
