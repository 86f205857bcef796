"""What people do in conversations, and what answers them."""
