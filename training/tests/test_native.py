"""What is said where the kernels' library is missing or another.

    python3 training/tests/test_native.py
"""

import ctypes.util
import sys
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training import native  # noqa: E402


class Library(unittest.TestCase):
    def setUp(self):
        native._library.cache_clear()
        native.entry_point.cache_clear()
        self.addCleanup(native._library.cache_clear)

    def test_missing(self):
        with mock.patch.object(native, "LIBRARY_PATH", Path("/nowhere/libgambade_training.so")), \
                self.assertRaisesRegex(OSError, "could not be loaded.*build_kernels.sh"):
            native.entry_point("gambade_error_string")

    def test_without_an_entry_point(self):
        """As an older one is; any library will do."""
        with mock.patch.object(native, "LIBRARY_PATH", ctypes.util.find_library("m")), \
                self.assertRaisesRegex(OSError, "lacks gambade_newer.*build_kernels.sh"):
            native.entry_point("gambade_newer")


if __name__ == "__main__":
    unittest.main(verbosity=2)
