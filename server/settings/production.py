"""Production: everything over TLS, cookies that say so, and limits for strangers."""

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000

LIVE_CONNECTIONS_PER_USER = 100
# Behind one address there may be a whole school.
LIVE_CONNECTIONS_PER_ADDRESS = 2_000
