"""The letters by which a spreadsheet names its columns: 1 is A, 27 is AA."""

from string import ascii_uppercase

_BASE = len(ascii_uppercase)


def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, _BASE)
        letters = ascii_uppercase[letter] + letters
    return letters


def column_number(letters: str) -> int:
    """Return the column, counted from 1, that capital `letters` name."""
    column = 0
    for letter in letters:
        column = column * _BASE + ascii_uppercase.index(letter) + 1
    return column
