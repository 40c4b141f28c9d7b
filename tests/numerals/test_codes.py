"""Figures that English has as they are."""

from __future__ import annotations

import pytest

from toolkit.numerals import copy_code, find_codes, find_values


@pytest.mark.parametrize(
    ("chinese", "codes"),
    [
        ("联系电话：2687015，传真0578-6822341。", ["2687015", "0578-6822341"]),
        ("咨询电话：0571－87654321（8:30—17:30）", ["0571-87654321"]),
        ("手机13812345678，邮箱kjj@lj.gov.cn", ["13812345678", "kjj@lj.gov.cn"]),
        ("执行GB/T 15834—2011和DB35/T 1036标准", ["GB/T 15834-2011", "DB35/T 1036"]),
        (
            "研制SLB15型、QLB30型沥青混合料搅拌设备12台，另有GT-200A",
            ["SLB15", "QLB30", "GT-200A"],
        ),
        ("信用代码91330100MA27XXXX1Y", ["91330100MA27XXXX1Y"]),
        ("网址http://www.lj.gov.cn/kjj/2019/11。", ["http://www.lj.gov.cn/kjj/2019/11"]),
        ("详见www.lj.gov.cn，共3页", ["www.lj.gov.cn"]),
        ("甲型H1N1流感疫苗", ["H1N1"]),
    ],
)
def test_codes_are_found_whole(chinese: str, codes: list[str]) -> None:
    found = find_codes(chinese, find_values(chinese))
    assert [copy_code(chinese, span) for span in found] == codes


@pytest.mark.parametrize(
    "chinese",
    [
        "1.加强领导。2.落实经费。",
        "2006年11月29日投入1,200万元",
        "国家“863”计划项目2项",
        "科发〔2019〕12号",
        "35千伏变电站3座，增长12.5%",
        "LED灯2000盏",
        "比例为3:1",
    ],
)
def test_values_and_enumerators_are_no_codes(chinese: str) -> None:
    assert find_codes(chinese, find_values(chinese)) == ()
