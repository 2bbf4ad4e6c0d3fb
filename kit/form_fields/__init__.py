"""Form fields that several rooms share: text, date and month in boxes, money, region, choice."""
