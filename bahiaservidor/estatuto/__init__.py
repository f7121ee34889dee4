"""The law: standard library and dateutil only, no clock, no file, no database."""
