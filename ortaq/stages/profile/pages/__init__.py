"""Pages of the passport: the front door of a unit for residents, donors and partners."""
