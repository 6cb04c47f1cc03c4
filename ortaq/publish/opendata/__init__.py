"""Open data: what the public pages show, as tables, as an API, and in the standards of donors and grant makers."""
