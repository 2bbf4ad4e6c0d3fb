"""What clerks type at the desk of a transfer."""
