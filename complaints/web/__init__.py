"""The pages: Flask, one package per stage; no rule lives here."""
