"""Settings, told as stories."""
