"""From the records to the rules: what the law must know about one transfer."""
