"""Papers that several services of this room ask for, or that the agency takes in itself."""

from applications.fields import Paper, never
from law.documents import HANDLING_REGULATIONS, cite
from law.wording import Text

# The file itself stays where it is kept; what is judged of it is taken in page by page.
FILE_PAGES = Paper(
    slot="file-pages",
    title=Text("人事档案相关页", "Pages of the personal file"),
    basis=cite(HANDLING_REGULATIONS, "18"),
    needed=never,
    where_from=Text("保管档案的单位", "Whoever keeps the file"),
    why=Text(
        "认定出生年月、视同缴费和特殊工种。",
        "Birth, deemed years and special work are judged by them.",
    ),
    form=Text("扫描件或照片", "Scans or photographs"),
    when=Text("由经办机构调档后录入，您不用提交", "The agency takes them in; you send nothing"),
    is_of_the_agency=True,
)
