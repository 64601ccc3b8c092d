"""Cleans a contact list with Muster on Apache Spark: what one machine makes of it, made by many."""

from .cleaning import Cleaned, MusterError, clean

__all__ = ["Cleaned", "MusterError", "clean"]
