"""The page at `/`, which shows a newcomer what is here."""
