"""The shell: settings, urls, base templates, static files, languages. No rule of the domain lives here."""
