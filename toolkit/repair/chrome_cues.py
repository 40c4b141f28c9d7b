"""Words and shapes by which a line shows that it belongs to a web page and not to the document on it.

General cues of document-sharing sites and of government web sites; each says of what kind the line is.
"""

from __future__ import annotations

import re

from toolkit.repair.characters import LABEL

__all__ = [
    "LONGEST",
    "has_site_word",
    "is_button",
    "is_chrome",
    "is_file_name",
    "is_navigation",
    "is_site_notice",
    "opens_tail",
]

_NAVIGATION_WORDS = frozenset(
    "首页 网站首页 返回首页 主页 登录 注册 登陆 退出 收藏 分享 赏 举报 下载 相关 打印 关闭 文档 专题 会员 搜索 "
    "无障碍 无障碍阅读 长者模式 适老化 关怀版 简体 繁体 繁體 English 手机版 移动版 微信 微博 客户端 邮箱 "
    "政务公开 政务服务 政民互动 互动交流 办事服务 新闻中心 通知公告 政策文件 政策解读 信息公开 数据开放 专题专栏 "
    "机构设置 机构概况 领导之窗 要闻动态 工作动态 联系我们 关于我们 网站地图 免责声明 设为首页 加入收藏 隐私政策 "
    "帮助 帮助中心 版权申诉 版权声明 法律声明 常见问题 意见反馈 用户协议 打印本页 关闭窗口 返回顶部 返回列表 "
    "立即下载 加入会员 免费下载 在线阅读 全屏阅读 上传 我的文档 充值 VIP 客服 RSS 分享到 上一页 下一页 首頁 "
    "关于本站 站点地图 网站声明 使用帮助 友情链接 收藏本站 公众号 投稿 更多 查看更多 目录 评论 点赞".split()
)
_TOKENS = re.compile(r"[\s\u3000|｜丨┃·•/／>＞»›,，、\-－_]+")
_NOISE = re.compile(r"[（(]\s*[\d\w赏]{0,4}\s*[)）]$|[:：]$|^[【\[]|[】\]]$")

_BREADCRUMB = re.compile(
    r"(?:您|你)?(?:现在|目前|当前)?(?:所在|的)*(?:位置|栏目)(?:是|为)?\s*[:：]"
    r"|(?:网站|返回)?首[页頁]\s*(?:[>＞»›→/／]|-{1,2}>?)"
)
_ARROWS = re.compile(r"\s*(?:[>＞»›→]|&gt;)\s*")
_FILE_NAME = re.compile(
    r".{1,80}\.(?:docx?|wps|pdf|pptx?|xlsx?|rtf|txt|et|ceb|ofd)(?:[_\s-]*第\d+[页頁])?\s*$", re.I
)
_PREVIEW = re.compile(
    r"第\s*\d+\s*[页頁]\s*/\s*[共总]\s*\d+\s*[页頁]$|预览图?\s*[（(]\s*\d+\s*/\s*\d+"
)
_FONT_SIZE = re.compile(
    r"(?:字体|字号|字級|字體)(?:大小)?\s*[:：]?\s*[\[【(（]?\s*(?:特大|大|小|默认|A)"
)

_KEY = re.compile(
    r"(?:信息|文章|稿件|新闻)?(?:来源|來源)|(?:发布|發布|发表|更新|上传|录入|生成|成文|印发|添加|公开)(?:时间|日期)"
    r"|发文日期|(?:责任)?(?:编辑|校对)|(?:网站|栏目)编辑|审核人?|供稿|作者|撰稿人?|摄影|发布(?:人|者|单位|机构)|发布部门"
    r"|上传(?:人|者|用户)|贡献者|(?:浏览|阅读|点击|访问|下载|收藏|查看)(?:次数|量|数|人数)?|点击率|热度|人气"
    r"|文档编号|格式|页数|大小|积分|评分|字数|分类|标签|关键[词字]|索\s*引\s*号|主题分类|信息分类|公开方式|公开时限"
    r"|公开范围|公开形式|有效性|文档大小|所属(?:分类|栏目)|文件大小|资源(?:格式|大小|编号)|体裁分类|组配分类|统一编号"
)
_KEY_VALUE = re.compile(rf"(?:^|(?<=[\s\u3000|｜【\[(（,，;；]))(?:{_KEY.pattern})\s*[:：]")
_SOLE_KEY = re.compile(
    r"[【\[(（]?\s*(?:(?:发布|發布|上传|发表|更新|录入|添加)(?:时间|日期)|(?:浏览|阅读|点击|访问)(?:次数|量|数)"
    r"|文档编号|上传(?:人|者|用户)|贡献者|(?:信息|文章|稿件)来源|来源|來源|责任编辑|索\s*引\s*号|公开方式|公开时限|点击|浏览|热度)"
    r"\s*[:：]"
)

_SITE_PHRASES = re.compile(
    r"欢迎(?:您|访问|光临|来到)|今天是\s*[:：]?\s*\d|请登[录陆]|免费注册|展开阅读|阅读全文|展开全文|查看更多|点击(?:查看|下载|收藏|加载)|猜你喜欢|为您?推荐|资源(?:描述|标签|简介)"
    r"|文档(?:描述|简介|介绍)$|关于本文|本文标题|链接地址|(?:版权|版權)(?:所有|声明|申诉)|©|\bCopyright\b|All Rights Reserved"
    r"|ICP\s*[备備证證]|经营许可证|公网安备|备案(?:号|序号|编号)|网站标识码|政府网站找错|客服\s*(?:QQ|电话|邮箱|热线|微信)"
    r"|微信(?:公众号|扫)|微博号|知乎号|扫一扫|扫码|二维码|分享(?:到|至)|(?:上|下)一(?:篇|条|个)\s*[:：]?|返回(?:顶部|首页|列表|上级)"
    r"|免责声明|网站(?:地图|声明|导航)|联系我们|关于(?:我们|本站)|设为首页|加入收藏|(?:立即|免费|文档|全文|点击|本文)下载"
    r"|下载(?:文档|本文|全文|地址|此)|加入(?:会员|VIP)|开通(?:会员|VIP)|预览范围|https?://|www\.|技术支持\s*[:：]"
    r"|(?:主办|承办|协办|维护)(?:单位)?\s*[:：].*(?:主办|承办|协办|维护|电话|地址)|打印(?:本页|正文|此页|文章)|关闭(?:窗口|本页|页面)"
    r"|附件下载\s*$|相关(?:资源|搜索|文档|文章|阅读|新闻|链接|信息|推荐|内容|稿件|附件|解读|专题)\s*[:：]?\s*$"
    r"|热门(?:文档|推荐|搜索|标签|文章|资源)|最新(?:文档|上传|资源)|温馨提示\s*[:：]?\s*$|本站(?:链接|声明|公告)|浏览器(?:版本|打开)"
    r"|珍藏版|当前页$|当前位置|会员分享|用户评论|发表评论|网友评论|收藏本(?:站|文|页)|顶\s*\d|有用\s*\d",
    re.I,
)
_SITE_WORDS = re.compile(
    r"本站|本网站?|用户上传|会员分享|自行上传|上传分享|如有侵权|版权归|原作者|在线(?:阅读|预览)|文档|文库|网友"
    r"|使用更方便|预览范围"
)
_NOTICE_WORDS = re.compile(
    r"侵权|仅供(?:学习|参考)|转载|预览|下载|搜索|不代表|如有疑问|联系客服|删除|资源|充值|会员|免费|上传|查找|喜欢|分享"
)
_TAIL_OPENER = re.compile(
    r"展开(?:阅读)?全文|阅读全文|相关(?:资源|搜索|文档|文章|阅读|新闻|链接|信息|推荐|内容|稿件|解读|专题)\s*[:：]?\s*$"
    r"|猜你喜欢|为您?推荐|温馨提示\s*[:：]?\s*$|关于本文$|热门(?:文档|推荐|搜索|文章)|上一(?:篇|条)\s*[:：]|下一(?:篇|条)\s*[:：]"
    r"|版权所有|©|Copyright|分享(?:到|至)\s*[:：]?|【?\s*(?:字体|打印|关闭|返回|收藏)|责任编辑\s*[:：]|扫一扫|下载文档|资源标签|友情链接"
    r"|用户评论|网友评论|网站标识码|ICP",
    re.I,
)
_BUTTON = re.compile(
    r"[【\[]?(?:展开(?:阅读)?全文|(?:点击)?阅读全文|猜你喜欢|查看更多|打印(?:本页|此页|本文)|关闭(?:窗口|本页)"
    r"|返回顶部|(?:下载|收藏)(?:本文|文档|本页))[】\]]?"
)
LONGEST = 400  # characters; the frame of a page has no longer lines


def is_navigation(line: str) -> bool:
    """A row of links: ``首页 | 登录 | 注册``."""
    parts = [_NOISE.sub("", part) for part in _TOKENS.split(line.strip())]
    parts = [part for part in parts if part]
    if not parts:
        return False
    known = sum(part in _NAVIGATION_WORDS for part in parts)
    if known and known >= len(parts) / 2:
        return True
    bars = sum(line.count(bar) for bar in "|｜丨┃")
    return bars >= 2 and all(len(part) <= 8 for part in parts)


def is_button(line: str) -> bool:
    """A page's button and nothing else: no document has it, wherever it stands."""
    return bool(_BUTTON.fullmatch(line))


def is_file_name(line: str) -> bool:
    """``某局年度报告.doc``, alone on its line."""
    return bool(_FILE_NAME.match(line)) and not LABEL.match(line) and not re.search(r"[。；]", line)


def has_site_word(line: str) -> bool:
    """Whether a line speaks of the site; one such word alone makes no notice."""
    return bool(_SITE_WORDS.search(line))


def is_site_notice(line: str) -> bool:
    """Running text of the site itself: disclaimers, invitations to download."""
    if len(line) >= 200:
        return False
    site = set(_SITE_WORDS.findall(line))
    return len(site) + len(set(_NOTICE_WORDS.findall(line))) >= 2 and bool(site)


def is_chrome(line: str) -> bool:
    """Whether a line, white space stripped and simplified, is part of a web page's frame."""
    if not line or len(line) > LONGEST:
        return False
    if is_navigation(line):
        return True
    labelled = bool(LABEL.match(line))
    if len(line) > 120 or (labelled and not is_site_notice(line)):
        return False
    if len(_KEY_VALUE.findall(line)) >= 2 or _SOLE_KEY.match(line):
        return len(line) <= 120 and "。" not in line
    if _BREADCRUMB.match(line) or _PREVIEW.search(line) or is_file_name(line):
        return True
    arrows = _ARROWS.split(line)
    if len(arrows) >= 3 and all(len(part) <= 16 for part in arrows[:-1]):
        return True
    if _FONT_SIZE.search(line) and len(line) < 60:
        return True
    if is_site_notice(line):
        return True
    is_sentence = "。" in line
    return bool(_SITE_PHRASES.search(line)) and not (is_sentence and len(line) >= 40)


def opens_tail(line: str) -> bool:
    """Whether everything behind this line, when no running text follows, is the site's."""
    return bool(_TAIL_OPENER.match(line)) or is_chrome(line)
