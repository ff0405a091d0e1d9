"""Properties of valid requests that JSON Schema can't express. Requests meant to be rejected stay as they are."""

import json
import os
import uuid

import schemathesis

with open(os.environ["FUZZ_VALUES"], encoding="utf-8") as file:
    values_by_operation = json.load(file)


def without_repeats(lines):
    """A product may occur in one line of a cart only."""
    seen = set()
    return [line for line in lines if not (line["produit_id"] in seen or seen.add(line["produit_id"]))]


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    # Ids of existing data, and values that only the service can create.
    values = values_by_operation.get(case.operation.label, {})
    for name, value in values.get("path", {}).items():
        case.path_parameters[name] = value
    for part, given in (("query", case.query), ("headers", case.headers)):
        for name, value in values.get(part, {}).items():
            if name in (given or {}):
                if value is None:
                    del given[name]
                else:
                    given[name] = value
    # A key identifies one request; the examples' keys would be sent with many bodies.
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    body = case.body if isinstance(case.body, dict) else {}
    # A new password must not be a common one, which no pattern can express.
    for name in ("mot_de_passe", "nouveau_mot_de_passe"):
        if name in body:
            body[name] = f"fleur-de-sel-{uuid.uuid4()}"
    for holder in (body, body.get("panier")):
        if isinstance(holder, dict) and isinstance(holder.get("lignes"), list):
            holder["lignes"] = without_repeats(holder["lignes"])
