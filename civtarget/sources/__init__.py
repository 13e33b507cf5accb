"""Where files become values: the only part of civtarget that opens anything."""
