"""What staff can set while the gateway runs."""
