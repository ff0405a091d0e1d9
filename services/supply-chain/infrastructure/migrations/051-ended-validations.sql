-- Ended validations in one state, newest first.
create index validation_ended on validation (etat, saga_id) where terminal;
