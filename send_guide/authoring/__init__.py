"""What those who write guidance are told: scenarios run, coverage, reviews, reports."""
