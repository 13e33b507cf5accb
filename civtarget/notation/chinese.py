"""Chinese numerals of digits, and of the months and steps that are counted with them."""

DIGITS = "零一二三四五六七八九"
"""The digits, from 0."""

UP_TO_TWELVE = {
    numeral: number
    for number, numeral in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1)
}
"""The numerals of the months, from 1."""

MONTH_PATTERN = rf"十[一二]?|[{DIGITS[1:]}]"
"""A regular expression for one of these; as an alternative it needs a group around it."""
