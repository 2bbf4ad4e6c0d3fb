"""Measuring the portal with many cases: `make bench`."""
