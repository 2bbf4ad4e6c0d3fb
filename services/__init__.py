"""The services that run on the engine of `applications`: a room each, side by side."""
