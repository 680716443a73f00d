"""The rules of the guide applied to one caller: answers, walk, time limits, guidance."""
