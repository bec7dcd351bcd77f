"""Energy: what the plan saves in real homes' data, against no control, rules, peers and perfect foresight."""
