"""What spark-submit is given: see README.md."""

import sys

from muster_spark.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
