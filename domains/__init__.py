"""The domains of the platform, each in a folder of its own."""
