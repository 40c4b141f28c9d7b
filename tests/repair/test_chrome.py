"""The frame of a web page goes; titles, references to sites and the like stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

BODY = [
    "关于加强秸秆禁烧工作的通知",
    "各乡镇人民政府：",
    "为切实做好秋季秸秆禁烧工作，改善空气质量，现将有关事项通知如下。",
    "一、提高认识",
    "各乡镇要充分认识禁烧工作的重要性，层层落实责任，严防死守，确保不出现着火点。",
    "云溪县环境保护局",
    "2012年9月3日",
]


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 通知公告",
        "您现在的位置：首页 >> 新闻中心 >> 通知",
        "首页 | 登录 | 注册",
        "来源：县环保局 发布时间：2012-09-04 浏览次数：52",
        "【字体：大 中 小】 打印本页",
        "上传人:小河 文档编号:12345 上传时间:2012-09-05 格式:DOC",
        "关于加强秸秆禁烧工作的通知.doc",
        "关于加强秸秆禁烧工作的通知.doc_第1页",
        "亲，本文档免费预览已结束，下载后可阅读全文",
        "设为首页 加入收藏",
    ],
)
def test_lines_before_the_body(repaired: Callable[..., list[str]], line: str) -> None:
    assert repaired(line, *BODY) == BODY
    assert repaired("云溪县门户网站", line, *BODY) == BODY


@pytest.mark.parametrize(
    "tail",
    [
        ["展开阅读全文", "相关资源", "某某工作总结"],
        ["上一篇：秋收进展顺利", "下一篇：没有了", "版权所有：云溪县"],
        ["猜你喜欢", "年度计划", "某ICP备00000000号"],
        ["客服QQ:123456 微博号:某文库"],
        ["温馨提示", "1. 本站文档均由用户上传，如有侵权请与本站联系，我们会尽快处理。"],
        ["【打印本页】【关闭窗口】", "主办：县政府办 承办：信息中心"],
    ],
)
def test_lines_after_the_body(repaired: Callable[..., list[str]], tail: list[str]) -> None:
    assert repaired(*BODY, *tail) == BODY


def test_the_title_between_chrome_lines_stays(repaired: Callable[..., list[str]]) -> None:
    lines = ["首页 > 通知公告", BODY[0], "来源：县环保局 浏览次数：12", *BODY[1:]]
    assert repaired(*lines) == BODY


def test_a_title_the_body_repeats_goes(repaired: Callable[..., list[str]]) -> None:
    lines = ["首页 > 通知公告", BODY[0], "发布时间：2012-09-04", *BODY]
    assert repaired(*lines) == BODY


def test_a_document_without_a_frame_stays(repaired: Callable[..., list[str]]) -> None:
    assert repaired(*BODY) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "四、积极推广网上办事，群众可以登录政务服务网站下载表格，查询办理进度。",
        "整合会员资源，免费培训会员企业，搜索引擎推广费用由财政承担。",
        "附件：1.秸秆禁烧责任书.doc",
        "联系人：张三，联系电话：0591-1234567",
        "信息来源要可靠，发布时间要及时，浏览次数列入考核。",
    ],
)
def test_lines_of_the_body_that_speak_of_the_web_stay(
    repaired: Callable[..., list[str]], line: str
) -> None:
    lines = [*BODY[:5], line, *BODY[5:]]
    assert repaired(*lines) == lines


def test_what_is_dropped_is_in_the_log(repair: Callable[..., object]) -> None:
    document = repair("首页 > 通知公告", *BODY, "版权所有：云溪县")
    assert [(e.kind, e.before) for e in document.log] == [  # type: ignore[attr-defined]
        ("chrome", "首页 > 通知公告"),
        ("chrome", "版权所有：云溪县"),
    ]


SITE = ["相关资源", "某某县林业局工作总结", "客服QQ:123456", "某ICP备00000000号"]


@pytest.mark.parametrize(
    "button", ["展开阅读全文", "猜你喜欢", "打印本页", "【打印本页】【关闭窗口】"]
)
@pytest.mark.parametrize(
    "signature",
    [
        ["云溪县农村工作办公室", "二〇〇三年十二月十日"],
        ["云溪县林业局", "云溪县财政局", "2012年9月3日"],
        ["2012 年 9 月 3 日", "云溪县林业局"],
        ["云溪县林业局办公室2012年9月3日印发"],
        ["2012年9月3日"],
        ["云溪县林业局", "2012年9月3日", "（此件公开发布）", "抄送：县委办公室，县政府办公室。"],
    ],
)
def test_the_signature_behind_a_button_stays(
    repaired: Callable[..., list[str]], button: str, signature: list[str]
) -> None:
    assert repaired(*BODY[:5], button, *signature, *SITE) == [*BODY[:5], *signature]


def test_text_behind_a_button_stays(repaired: Callable[..., list[str]]) -> None:
    own = ["后面还有正文，不应丢失。", "四、结束", "全文完。", "2012年9月3日"]
    lines = ["一、工作情况", "正文。", "猜你喜欢", *own, *SITE]
    assert repaired(*lines) == ["一、工作情况", "正文。", *own]


def test_a_button_between_long_paragraphs_goes(repaired: Callable[..., list[str]]) -> None:
    assert repaired(*BODY[:5], "展开阅读全文", *BODY[2:]) == [*BODY[:5], *BODY[2:]]


@pytest.mark.parametrize(
    "tail",
    [
        ["友情链接", "国家林业局", "省人民政府", "市林业局"],
        [
            "相关文章",
            "云溪县林业局2011年工作总结",
            "2012年1月5日",
            "农业局半年工作要点",
            "2012年2月3日",
        ],
        ["猜你喜欢", "怎么写总结？", "谢谢！"],
        ["猜你喜欢", "书舟文库是专业的写作平台，竭诚为您服务。"],
    ],
)
def test_what_only_looks_like_a_signature_or_a_sentence_goes(
    repaired: Callable[..., list[str]], tail: list[str]
) -> None:
    assert repaired(*BODY, *tail) == BODY
