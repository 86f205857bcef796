"""Replies: how what a tool says comes about, is stored as it grows, and ends."""
