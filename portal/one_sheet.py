"""The look of every page as one file: its parts stay small, and a browser asks once."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NAME = "css/site.css"
# In the order of their layers; what is of the desk alone is asked for there.
PARTS = ("portal", "layout", "components", "figures", "pages", "services", "print")


def parts() -> list[Path]:
    """Return the files it is made of."""
    return [settings.BASE_DIR / "static" / "css" / f"{name}.css" for name in PARTS]


def sheet() -> str:
    """Return the parts, one after the other."""
    return "\n".join(part.read_text(encoding="utf-8") for part in parts())


class OneSheet(BaseFinder):
    """Finds the sheet where static files are looked for; makes it anew when a part is newer."""

    def __init__(self, *_args: object, **_options: object) -> None:
        self.storage = FileSystemStorage(settings.VAR_DIR / "sheet")

    def check(self, **_options: object) -> list:
        """Report nothing: it needs no setting."""
        return []

    def find(self, path: str, find_all: bool = False, **options: bool) -> str | list[str]:
        """Return where the sheet lies, made first where it has to be."""
        is_all = find_all or options.get("all", False)
        if path != NAME:
            return []
        made = str(self._made())
        return [made] if is_all else made

    def list(self, _ignore: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield the sheet, for whoever collects all static files."""
        self._made()
        yield NAME, self.storage

    def _made(self) -> Path:
        target = Path(self.storage.path(NAME))
        newest = max(part.stat().st_mtime for part in parts())
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as new:
                new.write(sheet())
            Path(new.name).replace(target)  # whole, whoever reads it meanwhile
            target.chmod(0o644)
        return target


class OnceCollected(CompressedManifestStaticFilesStorage):
    """Names that change with their content, kept for good by browsers; plain ones until then."""

    def stored_name(self, name: str) -> str:
        """Return the name with its content's mark, where files have been collected."""
        return super().stored_name(name) if self.hashed_files else name
