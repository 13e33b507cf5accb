"""Messages about a text that is no quantity; `{it}` is the offending piece."""

from civtarget.language import Text

LONG = Text("共{size}个字符：数量最多{most}个字符", "{size} characters: a quantity has at most {most}")
TOO_LARGE = Text(
    "“{it}”太大：小数点前最多{most}位数字", '"{it}" is too large: a number has at most {most} digits before its point'
)
TOO_FINE = Text(
    "“{it}”太细：小数点后最多{most}位数字", '"{it}" is too fine: a number has at most {most} digits after its point'
)
EMPTY = Text("没有内容：请写一个数", "nothing is written: write a number")
NOT_APPLICABLE = Text("“{it}”表示不适用，不是数", '"{it}" means not applicable: it is not a number')
NO_NUMBER = Text("“{it}”处应为数，如 353 或 三百五十三", 'expected a number such as 353 or 三百五十三, not "{it}"')
NO_NUMBER_AT_END = Text("末尾缺少一个数", "a number is missing at the end")
LONE_SCALE = Text("“{it}”之前缺少数字，如 1{it}", 'a number is missing before "{it}", such as 1{it}')
PLUS = Text("不写加号", "leave out the plus sign")
POINTS = Text(
    "“{it}”的逗号或小数点位置不对：请写如 1,300.5", '"{it}" has a misplaced comma or point: write it like 1,300.5'
)
LEADING_ZERO = Text(
    "“{it}”以零开头：是数请写 {number}，是代码则不属于这里",
    '"{it}" begins with zero: a number is written {number}, a code does not belong here',
)
MALFORMED = Text(
    "“{it}”不是一个明确的数：请写如 353 或 三百五十三",
    '"{it}" is not one clear number: write it like 353 or 三百五十三',
)
FRACTION = Text(
    "分数“{it}”不读：请写小数或百分比，如 10%",
    'the fraction "{it}" is not read: write a decimal or a percentage, such as 10%',
)
SCIENTIFIC = Text(
    "不读科学记数法“{it}”：请写出全部数字", 'scientific notation "{it}" is not read: write out all digits'
)
TIME_OF_DAY = Text("“{it}”是时刻，不是数", "{it} is a time, not a number")
HEXADECIMAL = Text("不读十六进制数“{it}”：请写十进制数", "{it} is hexadecimal: write a decimal number")
UNDERSCORE = Text("下划线不是分隔符：请写如 1,300", "an underscore is no separator: write it like 1,300")
LEFT_OVER = Text("多出“{it}”：一个数之后只写一个单位", '"{it}" is left over: a number has one unit and nothing else')
UNKNOWN_UNIT = Text("不认识单位“{it}”", 'unknown unit "{it}"')
NEAR_UNIT = Text("不认识单位“{it}”，是不是“{near}”？", 'unknown unit "{it}": did you mean "{near}"?')
NO_UNIT = Text("没有写单位", "no unit is written")
UNIT_NEEDED = Text("“每”之后的数“{it}”缺少单位", 'the number "{it}" per something needs a unit')
TWICE = Text("“{it}”重复", '"{it}" is written twice')
MULTIPLE = Text("“{it}”带有倍数：单位请写“{unit}”", '"{it}" is a multiple: write the unit "{unit}"')
EXCLUSIVE = Text(
    "“{it}”不含本数：请改写为含本数的形式，如“{better}”",
    '"{it}" leaves its own number out: write a form that includes it, such as "{better}"',
)
CONTRADICTION = Text("“{it}”与“{other}”互相矛盾", '"{it}" contradicts "{other}"')
BOUND_RANGE = Text("“{it}”已是区间，不能再加“{other}”", '"{it}" is a range already: leave out "{other}"')
UNITS_DIFFER = Text("区间“{it}”两端单位不同", 'the ends of the range "{it}" differ in unit')
SCALE_UNCLEAR = Text(
    "“{it}”以什么计不明：区间两端请都写全", 'the scale of "{it}" is not clear: write out both ends of the range'
)
