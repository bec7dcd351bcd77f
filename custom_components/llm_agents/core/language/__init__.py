"""Words to typed requests without a model, and results back to words."""
