"""Settings. Everything that differs between installations is read from the environment or the home."""

import hashlib
import os

from ortaq.stages import STAGES
from ortaq.web import databases
from ortaq.web.home import here

HOME = here()
SECRET_KEY = HOME.secret()
DEBUG = False

# Where it is reached. A laptop serves itself and the hall's network; a server names its hosts.
ALLOWED_HOSTS = os.environ.get("ORTAQ_HOSTS", "localhost 127.0.0.1 [::1]").split()
ON_INTERNET = os.environ.get("ORTAQ_ON_INTERNET") == "yes"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if ON_INTERNET else []

INSTALLED_APPS = [
    "ortaq.web",
    "ortaq.publish",
    "ortaq.exchange",
    "ortaq.programme",
    *(f"ortaq.stages.{stage}" for stage in STAGES),
    "ortaq.ground.comments",
    "ortaq.ground.meetings",
    "ortaq.ground.cycle",
    "ortaq.ground.journal",
    "ortaq.ground.files",
    "ortaq.ground.people",
    "ortaq.ground.places",
    "ortaq.ground",
    "ortaq.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ortaq.web.middleware.content_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ortaq.web.middleware.body_limit",
    "ortaq.ground.people.middleware.OwnPasswordFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "ortaq.web.urls"
WSGI_APPLICATION = "ortaq.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ortaq.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "ortaq.web.templatetags.ortaq"],
        },
    }
]
FORM_RENDERER = "ortaq.web.forms.OrtaqRenderer"

# Facts
DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": databases.postgresql(DATABASE_URL) if DATABASE_URL else databases.sqlite(HOME.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME.media
FILE_UPLOAD_PERMISSIONS = 0o600

# People
AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "people:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Cookies know no ports: the example and an office on one computer would sign each other out under the same names.
OFFICE = hashlib.sha256(f"cookies {SECRET_KEY}".encode()).hexdigest()[:8]
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"session-{OFFICE}", f"csrf-{OFFICE}"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ON_INTERNET
SECURE_SSL_REDIRECT = ON_INTERNET
SECURE_HSTS_SECONDS = 31_536_000 if ON_INTERNET else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ON_INTERNET
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ON_INTERNET else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Uploads
LARGEST_BODY = 14 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Languages and time
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_COOKIE_HTTPONLY = True
FORMAT_MODULE_PATH = ["ortaq.web.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = os.environ.get("ORTAQ_TIME_ZONE", "Asia/Almaty")
USE_TZ = True

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = HOME.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A GeoJSON file of district outlines for the maps, if the office has one (guide: maps)
DISTRICTS_FILE = os.environ.get("ORTAQ_DISTRICTS", "")

# What goes wrong is written for the office's own eyes: no bodies, no addresses, no names.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
