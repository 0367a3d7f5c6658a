"""Django's settings. What a host may choose comes from the environment; only Django reads them elsewhere."""

from __future__ import annotations

from pathlib import Path

from comity.config import environment

PACKAGE = Path(__file__).resolve().parent.parent

# --- what a host may choose ---------------------------------------------------------------------------------------

COMITY_DATA = environment.folder("COMITY_DATA", "var")
SECRET_KEY = environment.secret_key("COMITY_SECRET_KEY", COMITY_DATA)
ALLOWED_HOSTS = environment.words("COMITY_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
DATABASES = {"default": environment.database("COMITY_DATABASE_URL", COMITY_DATA)}

# --- the rooms ----------------------------------------------------------------------------------------------------

# A reader never sees a stack trace; who works on a page finds it in the server's log.
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "comity.store",
    "comity.web.shared",
    "comity.web.portal",
    "comity.web.api",
    "comity.web.desk",
]
ROOT_URLCONF = "comity.config.urls"
WSGI_APPLICATION = "comity.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "comity.config.headers.policy_middleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "comity.web.desk.bodies.Measure",
]
# Files are taken nowhere but in views of the desks, from officers who are signed in.
FILE_UPLOAD_HANDLERS = ["comity.web.desk.bodies.NoFiles"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.static",
            ],
        },
    },
]

# --- languages and time -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("zh-hans", "中文")]
LOCALE_PATHS = [PACKAGE / "locale"]
# For tests of right-to-left pages: a folder with the catalogue of a made-up language.
if PSEUDO_LOCALE := environment.text("COMITY_PSEUDO_LOCALE"):
    LANGUAGES.append(("ar-xb", "عربي"))
    LOCALE_PATHS.insert(0, Path(PSEUDO_LOCALE))
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- static files -------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "comity.config.staticfiles.DigestStorage"},
}

# --- behind a web server ------------------------------------------------------------------------------------------

# Only where a web server of the host's own stands in front and sets the header itself: then pages know they are https.
if environment.yes("COMITY_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- what a browser is told ---------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# --- the desks ----------------------------------------------------------------------------------------------------

# Where officers sign in, as a browser writes it: https://desk.example.org. Empty: on this machine only, at localhost.
COMITY_DESK_ORIGIN = environment.web_origin("COMITY_DESK_ORIGIN")
CSRF_COOKIE_NAME = "__Host-comity-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "comity.web.desk.errors.forged"
# A page of that origin is one of ours, also where a proxy does not tell us that it came by https.
CSRF_TRUSTED_ORIGINS = [COMITY_DESK_ORIGIN] if COMITY_DESK_ORIGIN else []
# How large a file may be that goes with a note, in MB (2^20 bytes).
COMITY_LARGEST_FILE_MB = environment.number("COMITY_LARGEST_FILE_MB", 20, 200)
# Where pages are served over TLS, browsers are told to ask over nothing else for two years.
if COMITY_DESK_ORIGIN.startswith("https://"):
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

# --- mails ---------------------------------------------------------------------------------------------------------

# Where none is given, mails are composed and wait. Unless they go by themselves, an officer releases each.
COMITY_SMTP = environment.mail_server("COMITY_SMTP_URL")
COMITY_MAIL_FROM = environment.mail_from("COMITY_MAIL_FROM", COMITY_SMTP)
COMITY_MAIL_AUTOMATIC = environment.yes("COMITY_MAIL_AUTOMATIC", unless_said=True)

# --- the log ------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without tokens": {"()": "comity.config.secretwords.WithoutTokens"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without tokens"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A reader's mistyped address is no event for the operator; a page that failed is.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        # A host name that is not ours, or a query of a thousand words, is answered 400: its sender's mistake needs no
        # stack trace.
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}
