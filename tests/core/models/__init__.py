"""The clients of chat models."""
