"""Whole ways through the gateway, as somebody new would go them."""
