"""What holds for every possible caller, and whose guidance changes between two versions. Pure; only reports and commands use it."""
