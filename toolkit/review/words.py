"""Every text of the review app, in English and Chinese.

A name stands for one text in both languages; ``{x}`` is filled in, see toolkit.review.language. A
finding's title and explanation are here; what the checks say about a segment: toolkit.review.messages.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DOMAIN_WORDS", "FINDING_WORDS", "REPAIR_WORDS", "SCRIPT_WORDS", "WORDS"]

WORDS: Mapping[str, tuple[str, str]] = {
    # the frame
    "app": ("zhdoc review", "zhdoc 审校"),
    "sections": ("Sections", "章节"),
    "beginning": ("Beginning", "开头"),
    "section-n": ("Section {id}", "第 {id} 节"),
    "source": ("Source", "原文"),
    "target": ("English", "译文"),
    "whole-document": ("Whole document", "全文"),
    "only-section": ("Show this section only", "只看本节"),
    "skip": ("Skip to the segments", "跳到句段"),
    "approved-of": ("{approved} of {total} approved", "已批准 {approved} / {total}"),
    "checking": ("Checking… {checked} of {total}", "正在检查… {checked} / {total}"),
    "checking-hint": (
        "Findings and confidence of the rest are not known yet; what you open is checked at once",
        "其余句段的检查结果和可信度尚未得出；打开的句段会立即检查",
    ),
    "open-findings": ("Open findings: {n}", "未处理的检查结果：{n}"),
    "reviewer": ("Reviewer: {name}", "审校人：{name}"),
    "print": ("Print", "打印"),
    "print-hint": ("Print the segments shown", "打印当前显示的句段"),
    "help": ("Keys", "快捷键"),
    "close": ("Close", "关闭"),
    "language": ("中文", "English"),
    "language-hint": ("Show the app in Chinese", "切换为英文界面"),
    "theme": ("Light or dark", "浅色或深色"),
    "theme-auto": ("As the system", "跟随系统"),
    "theme-light": ("Light", "浅色"),
    "theme-dark": ("Dark", "深色"),
    "tree-toggle": ("Show or hide the sections", "显示或隐藏章节"),
    "panel-toggle": ("Show or hide the details", "显示或隐藏详情"),
    # saving
    "saved": ("Saved", "已保存"),
    "saving": ("Saving…", "正在保存…"),
    "written": ("Saved in {file}", "已存入 {file}"),
    "journalled": ("Saved; {file} is rewritten in a moment", "已保存，稍后写入 {file}"),
    "unwritten": (
        "The .xlf cannot be written: {why}. Nothing is lost: every change is in the journal beside it.",
        "无法写入 .xlf：{why}。内容没有丢失：每次修改都在旁边的日志文件中。",
    ),
    "offline": (
        "The app does not answer. Your text stays in this page; it is saved as soon as it answers again.",
        "程序没有响应。您的文字保留在本页，程序恢复后会立即保存。",
    ),
    "session-over": (
        "This review was started anew. Open its new link in another tab (Enter in the terminal prints"
        " one); what you typed here is saved then.",
        "审校程序已重新启动。请在另一标签页打开新链接（在终端按回车键可获取），此处输入的文字随即保存。",
    ),
    "unsaved": ("Not saved", "未保存"),
    "replayed": (
        "{n} changes of an earlier session that was cut off were taken from the journal.",
        "上次异常中断前的 {n} 处修改已从日志恢复。",
    ),
    # filters and search
    "filter": ("Show", "筛选"),
    "show-all": ("All", "全部"),
    "show-todo": ("To do", "待办"),
    "show-findings": ("With findings", "有检查结果"),
    "show-doubtful": ("Low confidence", "低可信度"),
    "show-changed": ("Changed", "已修改"),
    "show-commented": ("Commented", "有批注"),
    "show-approved": ("Approved", "已批准"),
    "search": ("Search both languages", "搜索中英文"),
    "nothing": ("No segment matches.", "没有符合条件的句段。"),
    "show-everything": ("Show all segments", "显示全部句段"),
    "loading": ("Loading…", "正在加载…"),
    "no-more": ("Nothing more below in this list.", "列表下方没有更多了。"),
    "shown": ("{n} segments", "{n} 个句段"),
    # a segment
    "segment-n": ("Segment {id}", "句段 {id}"),
    "state-machine": ("Machine", "机器译文"),
    "state-memory": ("From memory", "来自记忆库"),
    "state-edited": ("Edited", "已编辑"),
    "state-approved": ("Approved", "已批准"),
    "state-none": ("Untranslated", "未翻译"),
    "light-green": (
        "Confident: nothing found, the model was sure",
        "可信：未发现问题，模型把握较大",
    ),
    "light-amber": ("Read with care", "请仔细阅读"),
    "light-red": (
        "Doubtful: a major finding, or the model was at a loss",
        "存疑：有重要问题，或模型没有把握",
    ),
    "no-english": ("No English yet", "尚无译文"),
    "editor": ("English of segment {id}", "句段 {id} 的译文"),
    "approve-next": ("Approve, next", "批准并继续"),
    "approve": ("Approve", "批准"),
    "reopen": ("Reopen", "撤销批准"),
    "undo": ("Undo", "撤销"),
    "retranslate": ("Translate again", "重新翻译"),
    "retranslating": ("Translating…", "正在翻译…"),
    "retranslated": (
        "Translated again. Undo brings the text before it back.",
        "已重新翻译，可撤销。",
    ),
    "same-again": ("The translation is the same as before.", "重新翻译的结果与原来相同。"),
    "add-term": ("Add a term", "添加术语"),
    "comment": ("Comment", "批注"),
    "original": ("Source before repair", "修复前的原文"),
    "findings-n": ("Findings: {n}", "检查结果：{n}"),
    "comments-n": ("Comments: {n}", "批注：{n}"),
    # the panel
    "details": ("Details", "详情"),
    "choose": (
        "Choose a segment to see its findings, terms, suggestions and history.",
        "选择一个句段，查看检查结果、术语、建议和历史。",
    ),
    "findings": ("Findings", "检查结果"),
    "no-findings": ("Nothing found.", "未发现问题。"),
    "ignore": ("Ignore", "忽略"),
    "unignore": ("Take up again", "取消忽略"),
    "ignored": ("Ignored", "已忽略"),
    "severity-critical": ("Critical", "严重"),
    "severity-major": ("Major", "重要"),
    "severity-minor": ("Minor", "次要"),
    "severity-neutral": ("Note", "提示"),
    "terms": ("Terms", "术语"),
    "no-terms": ("No term of the glossary.", "没有术语库中的术语。"),
    "insert": ("Insert “{text}”", "插入“{text}”"),
    "preferred": ("Preferred", "首选"),
    "admitted": ("Admitted", "可用"),
    "forbidden": ("Forbidden", "禁用"),
    "not-to-use": ("not: {text}", "不用：{text}"),
    "origin-user": ("your glossary", "用户术语"),
    "origin-builtin": ("built in", "内置"),
    "origin-file": ("the file's", "文件自带"),
    "origin-composed": ("made by rule", "按规则构成"),
    "fate-enforced": ("copied by the model", "模型照录"),
    "fate-produced": ("produced by the model", "模型译出"),
    "fate-repaired": ("put in by code", "程序补入"),
    "fate-missing": ("missing in the English", "译文中缺失"),
    "fate-unchecked": ("not checked", "未检查"),
    "numbers": ("Numbers", "数字"),
    "no-numbers": ("No numbers.", "没有数字。"),
    "lost": ("lost in the source", "原文缺失"),
    "suggestions": ("Other translations", "其他译文"),
    "no-suggestions": ("None.", "无。"),
    "take": ("Take this", "采用"),
    "origin-machine": ("machine", "机器"),
    "origin-memory": ("memory", "记忆库"),
    "source-differs": ("Its source, compared with this one", "其原文与本句对照"),
    "match-context": ("100% match in the same context", "上下文匹配 100%"),
    "match-exact": ("100% match", "完全匹配 100%"),
    "match-numbers": ("match but for the figures, exchanged", "仅数字不同，已替换"),
    "match-fuzzy": ("{n}% match", "近似匹配 {n}%"),
    "comments": ("Comments", "批注"),
    "comment-here": ("Write a comment", "写批注"),
    "comment-add": ("Add comment", "添加批注"),
    "comment-remove": ("Remove this comment", "删除此批注"),
    "history": ("History", "历史"),
    "no-history": ("As it was translated.", "尚未修改。"),
    "restore": ("Restore", "恢复"),
    "restore-hint": ("Bring this text back", "恢复为这一版"),
    "became": ("{was} → {state}", "{was} → {state}"),
    "undone": ("taken back", "撤销"),
    "at-first": ("As it was before", "最初的译文"),
    "original-unknown": (
        "The file does not say what stood here before.",
        "文件中没有此处修复前的记录。",
    ),
    "original-same": ("Nothing was repaired here.", "此处未作修复。"),
    "place": ("Line {line}", "第 {line} 行"),
    "piece-changed": ("changed", "改动"),
    "piece-dropped": ("left out", "删去"),
    "piece-inserted": ("put in", "补入"),
    # conflict
    "conflict": ("Changed elsewhere in the meantime", "期间已在别处修改"),
    "conflict-explained": (
        "Another tab or window changed this segment after you had opened it. Nothing is overwritten"
        " until you choose.",
        "您打开此句段后，另一标签页或窗口修改了它。在您选择之前不会覆盖任何内容。",
    ),
    "theirs": ("There now", "现有译文"),
    "mine": ("Yours", "您的译文"),
    "keep-mine": ("Keep mine", "保留我的"),
    "take-theirs": ("Take what is there", "采用现有的"),
    "refreshed": (
        "This segment had changed in another tab; it is shown as it is now. Please repeat the step.",
        "此句段已在另一标签页中修改，现已显示最新内容，请重新操作。",
    ),
    # find and replace
    "replace": ("Find and replace", "查找和替换"),
    "find-what": ("Find in the English", "在译文中查找"),
    "replace-with": ("Replace with", "替换为"),
    "match-case": ("Match case", "区分大小写"),
    "whole-words": ("Whole words", "全字匹配"),
    "preview": ("Preview", "预览"),
    "replace-chosen": ("Replace in the chosen segments", "替换所选句段"),
    "choose-all": ("Choose all", "全选"),
    "places": ("{places} places in {segments} segments", "{segments} 个句段中共 {places} 处"),
    "approved-too": ("approved", "已批准"),
    "approved-warning": (
        "A replacement in an approved segment makes it “edited” again.",
        "在已批准的句段中替换后，其状态变回“已编辑”。",
    ),
    "found-nothing": ("Not found.", "未找到。"),
    "found-more": (
        "Only the first {n} segments are shown; replace in them, then look again.",
        "只显示前 {n} 个句段；替换后请再次查找。",
    ),
    "replaced": (
        "Replaced in {n} segments.",
        "已替换 {n} 个句段。",
    ),
    "unreplaced": ("Taken back in {n} segments.", "已在 {n} 个句段中撤销替换。"),
    "not-unreplaced": (
        "Nothing was taken back: a segment has changed since. Each can be undone by itself.",
        "未撤销：有句段此后又有修改，可逐一撤销。",
    ),
    "replace-stale": (
        "Nothing was replaced: a segment has changed in the meantime. Here is the new preview.",
        "未作替换：有句段在此期间已修改。以下是新的预览。",
    ),
    # terms
    "term-zh": ("Chinese term", "中文术语"),
    "term-en": ("English", "英文"),
    "term-note": ("Note (optional)", "说明（可选）"),
    "term-save": ("Add to my glossary", "加入我的术语库"),
    "term-replace": ("Replace the English it has now", "替换已有的英文"),
    "term-added": ("Added to {file}.", "已加入 {file}。"),
    "term-explained": (
        "It counts at once for marks, checks of new translations and “Translate again”.",
        "立即用于标记和“重新翻译”。",
    ),
    # errors
    "error": ("That did not work.", "操作未成功。"),
    "wrong-host": (
        "This address is not the review app's. Use the link in the terminal.",
        "此地址不属于审校程序，请使用终端中的链接。",
    ),
    "wrong-method": ("This request is not understood.", "无法理解该请求。"),
    "wrong-origin": (
        "The request came from another page and was refused.",
        "请求来自其他页面，已拒绝。",
    ),
    "no-session": (
        "This browser is not let in. Press Enter in the terminal for a fresh link and open that.",
        "此浏览器未获授权。请在终端按回车键获取新链接并打开。",
    ),
    "used-link": (
        "This link was used already or is not the newest. Press Enter in the terminal for a fresh one.",
        "此链接已使用过或不是最新的。请在终端按回车键获取新链接。",
    ),
    "too-large": ("That is too long to be taken.", "内容过长，无法接受。"),
    "bad-request": ("This request is not understood.", "无法理解该请求。"),
    "not-found": ("There is no such thing here.", "此处没有该内容。"),
    "failed": (
        "Something went wrong; the terminal says what. Nothing that was saved is lost.",
        "程序出错，详情见终端。已保存的内容没有丢失。",
    ),
    "opening": ("Opening the review…", "正在打开审校…"),
    "go-on": ("Go on", "继续"),
    "gate": ("Not open", "未打开"),
    # keys
    "keys-note": (
        "A letter alone counts while you are not writing; Esc leaves the editor.",
        "单个字母键仅在未输入时有效；按 Esc 离开编辑框。",
    ),
    "key-approve-next": ("Approve and go to the next to do", "批准并转到下一个待办"),
    "key-approve": ("Approve and stay", "批准并停留"),
    "key-next": ("Next segment", "下一句段"),
    "key-previous": ("Previous segment", "上一句段"),
    "key-next-todo": ("Next segment to do", "下一个待办句段"),
    "key-next-finding": ("Next segment with findings", "下一个有检查结果的句段"),
    "key-edit": ("Write in the segment", "编辑句段"),
    "key-leave": ("Leave the editor, close what is open", "离开编辑框、关闭弹窗"),
    "key-undo": ("Undo the last saved step of the segment", "撤销本句段上一步已保存的修改"),
    "key-retranslate": ("Translate this segment again", "重新翻译本句段"),
    "key-term": ("Add a term from what is selected", "用所选文字添加术语"),
    "key-comment": ("Write a comment", "写批注"),
    "key-ignore": ("Ignore the first finding", "忽略第一条检查结果"),
    "key-original": ("Source before repair", "修复前的原文"),
    "key-history": ("History", "历史"),
    "key-insert": ("Insert the term of that number", "插入该序号的术语"),
    "key-take": ("Take the translation of that number", "采用该序号的译文"),
    "key-search": ("Search", "搜索"),
    "key-replace": ("Find and replace", "查找和替换"),
    "key-save": ("Write the .xlf now", "立即写入 .xlf"),
    "key-print": ("Print", "打印"),
    "key-sections": ("Go to the sections", "转到章节"),
    "key-first": ("First segment", "第一个句段"),
    "key-last": ("Last segment", "最后一个句段"),
    "key-help": ("This list", "显示本列表"),
    "touch": (
        "On a tablet: tap a segment to write in it, tap a term to insert its English.",
        "在平板上：点按句段即可编辑，点按术语即可插入译文。",
    ),
}

REPAIR_WORDS: Mapping[str, tuple[str, str]] = {
    "chrome": ("the frame of a web page", "网页框架"),
    "running-head": ("a running head or foot", "页眉或页脚"),
    "page-number": ("a page number", "页码"),
    "chunk-number": ("a number between pieces of the text", "网站分段编号"),
    "broken-line": ("a line broken inside a sentence", "句中断行"),
    "quote": ("a quotation mark or bracket of the wrong form", "引号或括号形式有误"),
    "width": ("a character of the wrong width", "全角半角有误"),
    "space": ("a space that does not belong there", "多余空格"),
}
"""For each kind of toolkit.repair: what was mended."""

DOMAIN_WORDS: Mapping[str, tuple[str, str]] = {
    "administrative-language": ("Administration", "行政用语"),
    "agriculture": ("Agriculture", "农业农村"),
    "documents-posts": ("Documents and posts", "公文与职务"),
    "economy": ("Economy", "经济"),
    "education-health-society": ("Education, health, society", "教育卫生社会"),
    "environment-land": ("Environment and land", "环境与国土"),
    "finance-taxation": ("Finance and taxation", "财政税务"),
    "government-bodies": ("Government bodies", "政府机构"),
    "industry": ("Industry", "工业"),
    "intellectual-property": ("Intellectual property", "知识产权"),
    "laws": ("Laws", "法律法规"),
    "local-bodies": ("Local bodies", "地方机构"),
    "party": ("Party", "党务"),
    "places": ("Places", "地名"),
    "safety-earthquakes": ("Safety and earthquakes", "安全与防震"),
    "science-technology": ("Science and technology", "科技"),
    "table-cells": ("Table cells", "表格用语"),
}
"""For each domain of the built-in glossary, its name."""

FINDING_WORDS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "empty": (
        ("No English", "没有译文"),
        (
            "The segment has no English. Write it, or translate it again.",
            "句段没有译文。请填写或重新翻译。",
        ),
    ),
    "echo": (
        ("The source came back", "原样返回"),
        ("The model gave the Chinese back. Write the English.", "模型返回了原文。请填写译文。"),
    ),
    "loop": (
        ("The English repeats itself", "译文重复"),
        (
            "The model got caught in a loop. Other translations may be better.",
            "模型陷入重复。可看看其他译文。",
        ),
    ),
    "number": (
        ("A number differs or is missing", "数字不符或缺失"),
        (
            "A number of the source has no equal in the English. Numbers are compared by value.",
            "原文中的数字在译文中没有对应的值。数字按数值比较。",
        ),
    ),
    "addition": (
        ("A number the source has not", "多出数字"),
        ("The English has a number that the source does not support.", "译文中有原文没有的数字。"),
    ),
    "term-missing": (
        ("A term is not in the English", "术语缺失"),
        (
            "The glossary asks for other English. Insert it, or ignore this.",
            "术语库要求另一种译法。请插入，或忽略此条。",
        ),
    ),
    "term-forbidden": (
        ("A forbidden term", "禁用译法"),
        ("The glossary forbids this English for the term.", "术语库禁用这一译法。"),
    ),
    "untranslated": (
        ("Chinese left in the English", "译文残留中文"),
        ("Chinese characters stand in the English.", "译文中仍有汉字。"),
    ),
    "source-damage": (
        ("The source lost something", "原文残缺"),
        (
            "A number or mark is missing in the source. Look at the source before repair, or ask for it.",
            "原文缺少数字或标号。请查看修复前的原文，或向来源核实。",
        ),
    ),
    "length": (
        ("The length is out of proportion", "长度失衡"),
        ("Something may be left out or added.", "可能有遗漏或增添。"),
    ),
    "punctuation": (
        ("Punctuation", "标点"),
        ("A mark is unusual in English.", "标点不合英文习惯。"),
    ),
    "inconsistent": (
        ("Translated in two ways", "译法不一致"),
        ("The same source has another English elsewhere.", "同样的原文在别处译法不同。"),
    ),
}
"""For each code of toolkit.quality.catalogue: its title, and what it means and what to do."""

SCRIPT_WORDS = (
    "saved", "saving", "written", "journalled", "unwritten", "offline", "session-over", "unsaved",
    "loading", "shown", "retranslating", "retranslated", "same-again", "conflict", "refreshed",
    "no-more", "approved-of", "open-findings", "theme-auto", "theme-light", "theme-dark", "replaced", "unreplaced", "replace-stale", "term-added", "error", "editor", "retranslate",
)  # fmt: skip
"""What the page's script says by itself."""
