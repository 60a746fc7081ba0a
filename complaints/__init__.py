"""Aryz: complaints about unlawful content, decided with reasons and provable afterwards."""
