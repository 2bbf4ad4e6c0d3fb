"""What the web server itself says, in the same lines as everything else."""

import os
from typing import Any

from gunicorn import glogging

from portal.logs import MaskedFormatter, MaskedJsonFormatter


class WebLog(glogging.Logger):
    """gunicorn's logger, whose lines are masked, and JSON in an installation."""

    def setup(self, cfg: Any) -> None:
        """Set it up as gunicorn does, and write its lines as ours are written."""
        super().setup(cfg)
        is_real = os.environ.get("DJANGO_SETTINGS_MODULE") == "portal.settings.production"
        ours = MaskedJsonFormatter() if is_real else MaskedFormatter(self.error_fmt)
        for handler in self.error_log.handlers:
            handler.setFormatter(ours)
