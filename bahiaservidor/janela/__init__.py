"""The Qt windows: they show plain values and call services."""
