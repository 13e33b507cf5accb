"""Broken equations to diagnose, made of figures that were published, and evidence about them."""

from civtarget.language import Text
from civtarget.splits.suspects import Equation, PrintedFigure, Proportion

NAMES = ("溧阳市", "金坛区", "武进区", "新北区", "天宁区", "钟楼区", "经开区")
BEDS = dict(zip(NAMES, (353, 367, 149, 192, 99, 77, 63), strict=True))
VISITS = dict(zip(NAMES, (840, 874, 355, 458, 238, 185, 150), strict=True))
TRAINING = dict(zip(NAMES, (4000, 4000, 5000, 7000, 7000, 7000, 3000), strict=True))
COMPANION = Proportion(VISITS, Text("“上门服务”", '"Home visits"'))
LIST = Text("清单", "the list")
EDIT = Text("本次", "this edit")


def equation(shares, total, *, resolution=1, total_resolution=None, whole=True):
    figures = {name: PrintedFigure(value, resolution) for name, value in shares.items()}
    return Equation(figures, PrintedFigure(total, total_resolution or resolution), whole=whole)


def beds(total=1300, **changed):
    return equation(BEDS | changed, total)
