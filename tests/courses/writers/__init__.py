"""Who writes the modules of generated courses."""
