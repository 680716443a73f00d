"""Flow files read into a Guide, and every fault in them."""
