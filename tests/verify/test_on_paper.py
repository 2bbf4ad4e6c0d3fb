"""The square picture as it lies on the printed page leads to the page that checks the letter."""

import subprocess

import pytest
import segno

from letters.rules.codes import grouped

DOTS_PER_INCH, MILLIMETRES_PER_INCH, SIDE_MM = 200, 25.4, 23
DARK = 128
LIKE_OURS = {"error": "q", "micro": False}


@pytest.fixture
def page(pdf, tmp_path):
    """Return the last page as rows of grey values."""
    (tmp_path / "letter.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-gray", "-r", str(DOTS_PER_INCH), str(tmp_path / "letter.pdf")]
    try:
        subprocess.run([*command, str(tmp_path / "page")], check=True)
    except FileNotFoundError:
        pytest.skip("no pdftoppm")
    drawn = max(tmp_path.glob("page*.pgm")).read_bytes()
    _kind, size, _most, dots = drawn.split(b"\n", 3)
    width = int(size.split()[0])
    return [dots[start : start + width] for start in range(0, len(dots), width)]


def holds(page, picture, left, top, module):
    """Whether the picture stands there, looked at in the middle of each of its squares."""
    return all(
        (page[int(top + (row + 0.5) * module)][int(left + (column + 0.5) * module)] < DARK) == dark
        for row, squares in enumerate(picture)
        for column, dark in enumerate(squares)
    )


def test_the_picture_on_paper_holds_the_address_of_the_letter(letter, page, settings):
    address = f"{settings.PORTAL_URL}/verify/{letter.code}/"
    pictures = [
        [list(map(bool, row)) for row in segno.make(address, **LIKE_OURS, mask=mask).matrix]
        for mask in range(8)  # the same address, whichever was taken
    ]
    side = SIDE_MM / MILLIMETRES_PER_INCH * DOTS_PER_INCH
    places = (
        (left, top)
        for top in range(len(page) - int(side) - 1)
        for left in range(len(page[0]) - int(side) - 1)
        if page[top][left] < DARK
    )

    assert any(
        holds(page, picture, left, top, side / len(picture))
        for left, top in places
        for picture in pictures
    )


def test_the_code_beside_it_is_grouped_as_it_is_typed(letter):
    assert [len(group) for group in grouped(letter.code).split("-")] == [4] * 7
