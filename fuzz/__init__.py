"""What programs may send, drawn at random from the document of the API (`make fuzz`)."""
