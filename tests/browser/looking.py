"""What every page a browser test visits is held against."""

import re
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe

NARROWEST = 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "reporter": "no-passes",
    "resultTypes": ["violations"],
    "preload": False,  # no rule of these reads style sheets
}

# All words of a page, of the window or handed in: its texts, hidden ones too, and the attributes
# that are read aloud.
WORDS = """(html) => {
  const page = html ? new DOMParser().parseFromString(html, "text/html") : document;
  const said = [page.title];
  const foreign = (text) => text.parentElement.closest("script, style, code, [lang]:not(html)");
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (!foreign(texts.currentNode)) said.push(texts.currentNode.data);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const each of page.querySelectorAll(`[${name}]:not([lang])`))
      said.push(each.getAttribute(name));
  said.push(...Object.values(page.getElementById("script-words")?.dataset ?? {}));
  return said.map((each) => each.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""

LATIN = re.compile(r"[A-Za-z]{2,}")
HAN = re.compile(r"[㐀-鿿]+")
# Latin letters that belong into a Chinese page: technical names, keys, numbers of letters.
NAMES_IN_CHINESE = re.compile(
    r"\b[0-9a-f]{64}\b|[A-Z0-9]{4,5}(-[A-Z0-9]{4,5})+(-[A-Z])?|PDF|(page|again)\.jpg|JPE?G|PNG|XLSX|CSV|OFD|XML|API|JSON|JavaScript|English|KB|MB|SHA-256|Python|cryptography|GB(/T)?|[\w.*-]+@[\w.-]+|[PM]\d{6}|[A-Z]{0,2}\d[\dA-Z-]*"
    r"|BANK-\w+|(pension|medical)-(new|old|supervisor)(-[ab])?|sunflower|/admin/|\bAB\b"
    r"|ISO 20022|pain\.001"
    r"|Alt|Firefox|Shift|Mac|Control|Option|Chrome|Linux"
)
# Chinese that belongs into an English page: what people are called, and what they wrote.
NAMES_IN_ENGLISH = re.compile(
    r"中文|简体中文|广州市社会保险基金财政专户 · 示例银行"
    r"|黄文静|吴秀英|何嘉敏|王小燕|王异燕|王家|方晓月|周敏|广州示例科技有限公司(分公司)?"
    r"|广州市天河区示例路1号([二三]楼)?|示例第\d+号"
    r"|本平台办理惯例|上海示范医院|腰椎间盘突出"
    r"|, (附件\d+|经办规程|照片要求|[一二三四五六七八九十]+)"
    r"|各省份(2025年度养老金计发基数通知|养老金核定实例)"
    r"|门牌号不完整。|第1页看不清，请重拍。|名称只有两个字。|名称符合规定，予以改正。"
    r"|单位登记时写错了一个字。|\*小\* → \*异\*"
    r"|[\u4e00-\u9fff]+〔\d{4}〕\d+号|国务院客户端|(主席令|国务院令|人社部令|劳动保障部令)第\d+号"
    r"|沪人社规（[\u4e00-\u9fff]+）"
    # Documents of places that have no number of their own go by their names.
    r"|[\u4e00-\u9fff\d]*(失业保险|最低工资|可支配收入)[\u4e00-\u9fff\d]*"
    r"|关于(实施)?渐进式延迟法定退休年龄的(决定|办法)"
)


def look(page, language: str, *, runs_scripts: bool = True) -> None:
    """Hold the page against all of it; fail with every fault at once."""
    faults = list(faults_of(page, language))
    if runs_scripts:  # axe waits for promises
        faults += accessibility_faults(page)
    assert not faults, f"{page.url} ({language}):\n" + "\n".join(faults)


def faults_of(page, language: str) -> Iterator[str]:
    """Name what is wrong with the page."""
    yield from frame_faults(page, language)
    yield from width_faults(page)
    yield from (f"not translated: {words}" for words in untranslated(page, language))


def accessibility_faults(page) -> Iterator[str]:
    """Name what axe finds; what lies for a moment beneath the bar at the foot is not covered."""
    page.evaluate("document.querySelector('.bar')?.style.setProperty('position', 'static')")
    for fault in AXE.run(page, options=AXE_OPTIONS).response["violations"]:
        where = "; ".join(node["html"][:160] for node in fault["nodes"][:3])
        yield f"axe {fault['id']}: {fault['help']} – {where}"


def frame_faults(page, language: str) -> Iterator[str]:
    """One title, one main heading, the language said."""
    said = page.locator("html").get_attribute("lang")
    if said != ("en" if language == "en" else "zh-Hans"):
        yield f"the page says its language is {said}"
    if (headings := page.locator("h1").count()) != 1:
        yield f"{headings} main headings"
    if page.title().startswith("–"):
        yield "no title of its own"


def width_faults(page) -> Iterator[str]:
    """Nothing may need scrolling sideways: not here, and not on the narrowest phone."""
    own = page.viewport_size
    for width in (own["width"], NARROWEST):
        page.set_viewport_size({**own, "width": width})
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        if wide > 0:
            yield f"{wide} px too wide at {width} px"
    page.set_viewport_size(own)


def untranslated(page, language: str, html: str = "") -> list[str]:
    """Return the texts that are not in the language: of the page, or of the one handed in."""
    foreign, names = (HAN, NAMES_IN_ENGLISH) if language == "en" else (LATIN, NAMES_IN_CHINESE)
    return sorted(
        {each for each in page.evaluate(WORDS, html) if foreign.search(names.sub("", each))}
    )
