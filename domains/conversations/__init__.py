"""Conversations with AI tools: what is said, how replies grow, and what is shared of it."""
