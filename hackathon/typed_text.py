"""What a person typed, kept through a refusal or a sign-in: sealed for the way through the browser, or shown again."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from flask import current_app, request
from itsdangerous import URLSafeTimedSerializer
from werkzeug.exceptions import RequestEntityTooLarge

NEVER_SHOWN = ("csrf_token", "version", "idempotency_key", "draft")


def seal_draft() -> str:
    """What was typed, signed by us, to travel in the browser through a sign-in (never in an address)."""
    # Version and key go along: what was typed is saved unless somebody saved meanwhile, and saved once.
    kept = [[key, value] for key, value in sent_pairs() if key not in ("csrf_token", "draft") and not _is_secret(key)]
    return _sealer().dumps({"to": request.full_path.removesuffix("?"), "typed": kept})


def open_draft(sealed: str) -> dict[str, Any] | None:
    """The address and the typed pairs of a sealed draft; None when the seal is broken or older than a day."""
    safe, content = _sealer().loads_unsafe(sealed, max_age=86400)
    return content if safe else None


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="typed-text")


def sent_pairs() -> list[tuple[str, str]]:
    """What this request's form sent, as pairs, up to as many as forms have; nothing of a body too large to be read."""
    try:
        pairs = request.form.items(multi=True) if request.method == "POST" else iter(())
        # Werkzeug counts the parts of a multipart body only: half a million "a=1&" would come back as as many fields.
        return list(islice(pairs, current_app.config["MAX_FORM_PARTS"]))
    except RequestEntityTooLarge:
        return []


def kept_text() -> list[tuple[str, str]]:
    """What the refused request had typed: error pages give it back, so that nothing is lost."""
    return shown_text(sent_pairs())


def shown_text(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of what a form sent, the pairs that a person typed and may see again."""
    return [(key, value) for key, value in pairs if value.strip() and key not in NEVER_SHOWN and not _is_secret(key)]


def _is_secret(key: str) -> bool:
    """Whether a field's text is never given back, sealed or shown: a password, under whatever name."""
    return "password" in key or key == "api_key"
