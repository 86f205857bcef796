"""Load: very many subscribers that cost little, who writes for them, what goes wrong meanwhile, and who was told."""
