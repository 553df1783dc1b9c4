"""`python -m app`."""

import os
import sys

from app.cli import main

NICENESS_OF_STAFF = 5

if sys.argv[1:2] not in (["run"], ["gateway"]):
    os.nice(NICENESS_OF_STAFF)  # what staff do beside a running server leaves the processor to visitors
raise SystemExit(main())
