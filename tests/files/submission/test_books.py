"""books: every form has a reader, and what is said of forms elsewhere agrees with `READERS`."""

import re
from typing import get_args

import pytest

from civtarget.commands import options
from civtarget.files.submission.books import READERS, SUBMISSIONS, open_book
from civtarget.files.submission.csv_reader import CSV, TSV
from civtarget.files.submission.xlsx_reader import XLSX


@pytest.mark.parametrize(
    ("data", "form"), [(b"a,b\n1,2\n", CSV), (b"a;b\n1;2\n", CSV), (b"a\tb\n1\t2\n", TSV), (b"", CSV)]
)
def test_the_first_reader_that_recognises_the_bytes_reads_them(data, form):
    book = open_book(data, "-")
    assert (book.form, book.name, book.encoding) == (form, "-", "utf-8")


def test_forms_are_told_apart_by_their_identifiers():
    forms = [form.identifier for reader in READERS for form in reader.FORMS]
    assert forms == [XLSX.identifier, CSV.identifier, TSV.identifier]
    assert len(set(forms)) == len(forms)


def test_a_directory_is_searched_for_every_form():
    assert {suffix for reader in READERS for form in reader.FORMS for suffix in form.suffixes} <= {
        *SUBMISSIONS.suffixes
    }


def test_the_help_of_the_command_line_names_every_form():
    _, argument = get_args(options.ActualsPaths)
    named = re.findall(r"[A-Z]{2,}", argument.help.partition("-")[0])
    assert {name.lower() for name in named} == {form.identifier for reader in READERS for form in reader.FORMS}
