"""`python -m civtarget` is `civtarget`."""

from civtarget.cli import main

main()
