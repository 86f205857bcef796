"""Conversations, by example."""
