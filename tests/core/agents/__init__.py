"""The kernel, the policy, the dialogue."""
