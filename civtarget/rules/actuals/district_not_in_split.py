"""
Values come from districts that have a share.

报送数值的辖区都有分解的份额。

A district without a share has nothing to report, so its value may well be meant for another row. It counts towards the
whole area if the split leaves the district out, but not if the plan writes `--` for it. A zero claims nothing and may
stand there.

没有份额的辖区不必报送，报了数，很可能是填错了行。分解中没有写到该辖区的，这个数计入合计；规划中写作 `--` 的，不计入。
报零不产生影响，可以照填。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 40, split: {甲区: 40, 乙区: --}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,乙区,2025-06,0

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 40, split: {甲区: 40, 乙区: --}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,乙区,2025-06,5

Remedy: correct the district or the indicator; if the district does take part, give it a share in the plan.

补救：更正辖区或指标；该辖区确实参与的，在规划中给它份额。
"""

from civtarget.model.findings import Severity

ID = "district-not-in-split"
FAMILY = "submissions"
SEVERITY = Severity.WARNING
