"""Chats under load and faults: what is wanted of replies that grow, and what they come to."""
