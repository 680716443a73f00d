"""Every possible caller, merged by what can still be told apart: what holds for all of them."""
