"""Headers on every answer, errors and static files too; static addresses that carry the file's hash."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request, session
from flask_compress import Compress
from werkzeug.wrappers import Response

from hackathon.pages import me

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = 31_536_000

compress = Compress()


def secure(response: Response) -> Response:
    """The headers of trust.md, how long an answer may be kept, and compression where it gives no secret away."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if current_app.config["HTTPS"]:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
    if request.endpoint == "static" and response.status_code < 400:
        fresh = request.args.get("v") == content_hash(request.view_args["filename"])  # type: ignore[index]
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if fresh else "no-cache"
        # Compression puts its own stream before the open file, and then nobody would close that.
        if close := getattr(response.response, "close", None):
            response.call_on_close(close)
        return compress.after_request(response)
    if response.status_code >= 400 or request.method != "GET" or me().is_signed_in or _is_personal():
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers.setdefault("Cache-Control", "no-cache")
    response.vary.update(["Cookie", "Accept-Language"])
    if not response.is_streamed and not response.direct_passthrough:
        response.add_etag()
        response.make_conditional(request)
    # Only pages without a secret of the visitor are compressed (BREACH): these carry neither token nor name. Files are
    # sent as they are kept.
    return response if response.direct_passthrough else compress.after_request(response)


def _is_personal() -> bool:
    """Whether this answer carries a visitor's token: a form was rendered now, or a cookie came with the request."""
    return session.modified or "session" in request.cookies


def content_hash(filename: str) -> str:
    """The first 12 hexadecimal digits of a static file's SHA-256; empty when there is no such file."""
    return _hashes(Path(current_app.static_folder or "")).get(filename, "")


@cache
def _hashes(folder: Path) -> dict[str, str]:
    """Of every file in the folder, and of nothing outside of it, whatever a request names."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def _hashed(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "v" not in values:
        values["v"] = content_hash(values["filename"])


def init_app(app: Flask) -> None:
    """Hook in: after every answer, and whenever a static file's address is made."""
    app.config.setdefault("COMPRESS_REGISTER", False)
    app.config.setdefault("COMPRESS_ALGORITHM", ["br", "gzip"])
    app.config.setdefault(
        "COMPRESS_MIMETYPES",
        [
            "text/html",
            "text/css",
            "application/javascript",
            "text/javascript",
            "image/svg+xml",
            "application/json",
            "text/csv",
        ],
    )
    compress.init_app(app)
    app.after_request(secure)
    app.url_defaults(_hashed)
