"""Who people are, how they sign in, and who follows whom."""
