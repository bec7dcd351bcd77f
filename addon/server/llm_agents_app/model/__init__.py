"""The local model: catalogue, engine process, and the translation of chat requests."""
