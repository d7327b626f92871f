"""The headers of every answer: who may read it, and what a browser may do with it."""

CONTENT_SECURITY_POLICY = "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

COMMON_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Range, ETag, Link, Repr-Digest, Retry-After",
    "Vary": "Accept, Accept-Encoding",
}

PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Cache-Control, Content-Type, If-None-Match, If-Range, Range, X-Requested-With"
    ),
    "Access-Control-Max-Age": "86400",
}
"""What a page of another origin may send, never with credentials. See https://fetch.spec.whatwg.org/#http-cors-protocol."""
