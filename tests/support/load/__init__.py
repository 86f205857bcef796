"""Load: very many subscribers that cost little, whoever writes for them, what goes wrong meanwhile, and who was told."""
