"""Production: everything over TLS, and cookies that say so."""

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# A balancer's probe speaks plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^readyz$", r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
