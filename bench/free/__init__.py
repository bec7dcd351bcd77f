"""Sentences that name no act or no device: which layer above the reader knows what is meant, and at what cost."""
