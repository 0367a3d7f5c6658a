"""What every page tells the browser about what it may load and do. Django 5.2 has no setting for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from comity.config.pagecache import OPT_IN

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# All that a page needs comes from its own host: one stylesheet, its scripts, its drawings. Nothing inline, nobody else.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
API = "/api/"
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}


def policy_middleware(get_response: GetResponse) -> GetResponse:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(API) and OPT_IN in response.headers:
            _forget_language(response)
        return response

    return answer


def _forget_language(response: HttpResponseBase) -> None:
    """LocaleMiddleware says of every address without a language that the browser's counts; the API asks for its own."""
    varies = [word.strip() for word in response.headers.get("Vary", "").split(",")]
    kept = [word for word in varies if word and word.lower() != "accept-language"]
    del response.headers["Vary"]
    if kept:
        response.headers["Vary"] = ", ".join(kept)
