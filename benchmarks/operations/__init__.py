"""What the operations of `documents/` cost, through the gateway and through others, in one run."""
