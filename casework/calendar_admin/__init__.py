"""Holiday notices in the administration: by file with a preview, or by form; all versions kept."""
