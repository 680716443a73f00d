"""Lets `python -m send_guide` do what the command `send-guide` does."""

import sys

from send_guide.start import main

sys.exit(main())
