"""How replies come about: who is asked, and what becomes of the answer."""
